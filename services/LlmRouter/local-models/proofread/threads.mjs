import { execFile } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isRoomFor } from '../lib/memory.mjs';
import { WorkerPool } from '../lib/worker-pool.mjs';
import { compileEngine } from './engine.mjs';
import { isWhole } from './image.mjs';

const threadMemory = 200 * 1024 * 1024; // what one holds when it has met many texts
const folder = process.env.IMAGE_FOLDER ?? fileURLToPath(new URL('../node_modules/.cache/local-models/', import.meta.url));

/** One thread per core at most, as far as memory goes; one is always kept, the others come with work and go without. */
export function createProofreaders({ threads, ...options }) {
  const pool = new WorkerPool(new URL('./worker.mjs', import.meta.url), {
    ...options,
    min: 1,
    max: threads,
    mayGrow: () => isRoomFor(threadMemory),
    prepare: async () => {
      const { module, key } = await compileEngine();
      const image = join(folder, `harper-${key}.image`);
      // The first start has none, and doesn't wait for it: its thread loads for itself, and is replaced.
      if (!existsSync(image) || !await isWhole(image)) void buildImage(image).then((done) => done && pool.renew());
      return { module, image };
    },
  });
  return pool;
}

async function buildImage(path) {
  try {
    rmSync(path, { force: true });
    // What it needs of the engine is little: compiling all of it would take ten times as long.
    const program = fileURLToPath(new URL('./build-image.mjs', import.meta.url));
    await promisify(execFile)(process.execPath, ['--wasm-lazy-compilation', program, path], { timeout: 120_000 });
    for (const other of readdirSync(folder)) {
      if (/^harper-\w+\.image$/u.test(other) && !path.endsWith(other)) rmSync(join(folder, other), { force: true });
    }
    return true;
  } catch (error) {
    console.warn(`Without an image each thread loads the engine for itself: ${error.message}`);
    return false;
  }
}
