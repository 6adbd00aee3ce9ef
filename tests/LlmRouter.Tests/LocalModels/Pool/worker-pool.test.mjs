import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { OutOfTime, QueueFull, WorkerPool } from '../../../../services/LlmRouter/local-models/lib/worker-pool.mjs';

let pool;
const create = (options) => (pool = new WorkerPool(new URL('./obedient-worker.mjs', import.meta.url), options));
const item = (work, weight = 1) => ({ weight, work });
const said = (results) => results.map(({ value, error }) => value?.say ?? error);

afterEach(() => pool.close());

test('answers come in the order of the items', async () => {
  create({ max: 2 });
  assert.deepEqual(said(await pool.run([item({ say: 1, after: 100 }), item({ say: 2 }), item({ say: 3 })])), [1, 2, 3]);
});

test('work for several threads is done by several', async () => {
  create({ max: 2 });
  const results = await pool.run(Array.from({ length: 8 }, () => item({ after: 100 })));
  assert.equal(new Set(results.map(({ value }) => value.threadId)).size, 2);
});

test('one that may not grow keeps to one thread, and still answers', async () => {
  create({ max: 4, mayGrow: () => false });
  const results = await pool.run(Array.from({ length: 6 }, () => item({ after: 20 })));
  assert.equal(new Set(results.map(({ value }) => value.threadId)).size, 1);
});

for (const [how, work] of Object.entries({ crashes: { crash: true }, exits: { exit: true }, hangs: { hang: true } })) {
  test(`a thread that ${how} is replaced and fails its item alone`, async () => {
    create({ min: 1, max: 1, itemTimeout: 500 });
    const results = await pool.run([item({ say: 1 }), item(work), item({ say: 3 })]);
    assert.equal(results[0].value.say, 1);
    assert.match(results[1].error, /crashed|stopped|took too long/u);
    assert.equal(results[2].value.say, 3);
    assert.notEqual(results[0].value.threadId, results[2].value.threadId);
  });
}

test('a thread that says it is worn out is replaced after its answer', async () => {
  create({ min: 1, max: 1 });
  const [first, second] = await pool.run([item({ say: 1, worn: true }), item({ say: 2 })]);
  assert.deepEqual([first.value.say, second.value.say], [1, 2]);
  assert.notEqual(first.value.threadId, second.value.threadId);
});

test('a full line refuses at once, says when to come back, and takes work again afterwards', async () => {
  create({ max: 1, maxWaiting: 10 });
  const accepted = pool.run([item({ say: 1, after: 200 }, 5), item({ say: 2 }, 5)]);
  await assert.rejects(pool.run([item({ say: 3 }, 6)]), (error) => error instanceof QueueFull && error.retryAfter >= 1);
  assert.deepEqual(said(await accepted), [1, 2]);
  assert.deepEqual(said(await pool.run([item({ say: 4 }, 6)])), [4]);
});

test('a request larger than the line is taken when there is room at all', async () => {
  create({ max: 1, maxWaiting: 10 });
  assert.deepEqual(said(await pool.run([item({ say: 1 }, 100)])), [1]);
});

test('what a caller gave up on is never begun, and others get their turn', async () => {
  create({ min: 1, max: 1 });
  const gone = new AbortController();
  const abandoned = pool.run(Array.from({ length: 50 }, () => item({ after: 100 })), { signal: gone.signal });
  const other = pool.run([item({ say: 'mine' })]);
  gone.abort(new Error('left'));
  await assert.rejects(abandoned, /left/u);
  assert.equal(pool.state.waiting <= 1, true);
  assert.deepEqual(said(await other), ['mine']);
  assert.equal(pool.state.waiting, 0);
});

test('a request has its time, after which nothing of it is begun', async () => {
  create({ min: 1, max: 1 });
  await assert.rejects(pool.run(Array.from({ length: 50 }, () => item({ after: 50 })), { timeout: 300 }), OutOfTime);
  assert.equal(pool.state.waiting, 0);
});

test('requests take turns: a short one does not wait for a long one', async () => {
  create({ min: 1, max: 1 });
  let longIsDone = false;
  const long = pool.run(Array.from({ length: 20 }, () => item({ after: 30 }))).then(() => (longIsDone = true));
  await pool.run([item({ say: 'short' })]);
  assert.equal(longIsDone, false);
  await long;
});

test('threads beyond those kept warm are let go when there is nothing to do', async () => {
  create({ min: 1, max: 3, idleTimeout: 100 });
  await pool.run(Array.from({ length: 12 }, () => item({ after: 50 })));
  assert.equal(pool.state.threads, 3);
  await delay(600);
  assert.equal(pool.state.threads, 1);
  assert.deepEqual(said(await pool.run([item({ say: 'still here' })])), ['still here']);
});

test('a model that can not load fails what waits, and is not ready', async (context) => {
  context.mock.method(console, 'error', () => {});
  create({ min: 1, max: 1, prepare: async () => ({ fails: true }) });
  await assert.rejects(pool.run([item({ say: 1 })]), /could not be loaded: no such model/u);
  assert.equal(pool.state.ready, 0);
});

test('a model that could not load is tried again, without a request', async (context) => {
  context.mock.method(console, 'error', () => {});
  const data = { fails: true };
  create({ min: 1, max: 1, prepare: async () => data });
  pool.start();
  await delay(150);
  data.fails = false;
  for (let tries = 0; tries < 100 && pool.state.ready === 0; tries++) await delay(100);
  assert.equal(pool.state.ready, 1);
});

test('renewed threads take over without a moment in which there is none', async () => {
  create({ min: 1, max: 1 });
  const [before] = await pool.run([item({})]);
  const running = pool.run([item({ say: 'old', after: 300 })]);
  pool.renew();
  for (let tries = 0; tries < 100 && pool.state.threads < 2; tries++) await delay(10);
  assert.equal(pool.state.ready >= 1, true);
  assert.equal((await running)[0].value.threadId, before.value.threadId);
  for (let tries = 0; tries < 100 && pool.state.threads > 1; tries++) await delay(20);
  const [after] = await pool.run([item({})]);
  assert.notEqual(after.value.threadId, before.value.threadId);
  assert.equal(pool.state.threads, 1);
});
