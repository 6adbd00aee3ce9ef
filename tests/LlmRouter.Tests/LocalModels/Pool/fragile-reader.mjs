// Reads as the proofreading thread does, without a model: `bad` is a mistake, and `CRASH` brings the thread down.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ texts }) => {
  if (texts.some(({ text }) => text.includes('CRASH'))) throw new Error('crashed');
  const value = texts.map(({ text }) => ({
    lints: [...text.matchAll(/bad/gu)].map(({ index }) => ({ start: index, end: index + 3, original: 'bad', replacement: 'good' })),
    suppressed: 0,
  }));
  parentPort.postMessage({ value });
});
parentPort.postMessage({ ready: true });
