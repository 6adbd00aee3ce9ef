import { existsSync, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { GrammarEngine } from './engine.mjs';
import { proofread } from './proofread.mjs';

// Memory of the engine only grows; one that met something huge is let go afterwards.
const mostMemory = 400 * 1024 * 1024;
const { module, image } = workerData;
const engine = await loadEngine();

parentPort.on('message', ({ texts, survey }) => {
  try {
    const value = texts.map((text) => proofread(engine, text, survey));
    parentPort.postMessage({ value, worn: engine.size > mostMemory });
  } catch (error) {
    // A trap leaves the engine's memory in an unknown state: this thread ends and another takes its place.
    if (error instanceof WebAssembly.RuntimeError) throw error;
    parentPort.postMessage({ error: error.message });
  }
});
parentPort.postMessage({ ready: true });

async function loadEngine() {
  if (!existsSync(image)) return GrammarEngine.load(module);
  try {
    return await GrammarEngine.restore(module, image);
  } catch (error) {
    // Half restored it is of no use to anybody: without the file the thread that takes this one's place loads for itself.
    rmSync(image, { force: true });
    throw error;
  }
}
