import { parentPort } from 'node:worker_threads';
import { GrammarEngine } from './engine.mjs';
import { proofread } from './proofread.mjs';

const engine = await GrammarEngine.load();

parentPort.on('message', async (item) => {
  try {
    parentPort.postMessage({ value: await proofread(engine, item) });
  } catch (error) {
    // A trap leaves the engine's memory in an unknown state: this thread ends and another takes its place.
    if (error instanceof WebAssembly.RuntimeError) throw error;
    parentPort.postMessage({ error: error.message });
  }
});
parentPort.postMessage({ ready: true });
