import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { WorkerPool } from '../../../../services/LlmRouter/local-models/lib/worker-pool.mjs';
import { mostCharacters, piecesOf } from '../../../../services/LlmRouter/local-models/proofread/pieces.mjs';
import { proofreadTexts } from '../../../../services/LlmRouter/local-models/proofread/proofreader.mjs';

let pool;
beforeEach(() => (pool = new WorkerPool(new URL('./fragile-reader.mjs', import.meta.url), { min: 1, max: 2 })));
afterEach(() => pool.close());

const read = async (...texts) => (await proofreadTexts(pool, texts, 'proofread', 'en')).results;

test('a text that brings its thread down is said to be unread, and the others of its batch are read', async () => {
  const results = await read('A bad one.', 'This is a CRASH.', 'Not so bad.');
  assert.deepEqual(results.map(({ lints, skipped }) => [lints.length, skipped]), [[1, undefined], [0, 'engine-error'], [1, undefined]]);
});

test('a long text is read in pieces, and every place is that of the whole text', async () => {
  const text = 'It is all good here. It was bad there. '.repeat(1_000);
  const [{ lints }] = await read(text);
  assert.equal(lints.length, 1_000);
  assert.deepEqual(lints.map(({ start, end }) => text.slice(start, end)), lints.map(() => 'bad'));
  assert.deepEqual(lints.map(({ start }) => start), lints.map(({ start }) => start).toSorted((a, b) => a - b));
});

test('no texts, and empty ones, have results', async () => {
  assert.deepEqual(await read(), []);
  assert.equal((await read('', ' ')).length, 2);
});

for (const [what, text] of Object.entries({
  sentences: 'One sentence after the other, as people write them. '.repeat(500),
  lines: 'a line without an end\n'.repeat(1_000),
  words: 'words and words '.repeat(1_000),
  'one word': 'x'.repeat(10_000),
  'pairs of surrogates': '😀'.repeat(6_000),
})) {
  test(`pieces of ${what} are the text, each short enough`, () => {
    const pieces = piecesOf(text);
    assert.equal(pieces.map((piece) => piece.text).join(''), text);
    for (const piece of pieces) {
      assert.equal(piece.text.length <= mostCharacters, true);
      assert.equal(piece.text.isWellFormed(), true);
      assert.equal(text.slice(piece.at, piece.at + piece.text.length), piece.text);
    }
  });
}

test('pieces end where sentences do', () => {
  for (const { text } of piecesOf('Somebody wrote this, e.g. here. And then that. '.repeat(400))) assert.match(text, /(?:here|that)\.\s$/u);
});
