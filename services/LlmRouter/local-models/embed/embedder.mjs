import { isRoomFor } from '../lib/memory.mjs';
import { WorkerPool } from '../lib/worker-pool.mjs';

const textsAtOnce = 32;
const threadMemory = 200 * 1024 * 1024;

/** None is kept: the model loads in a tenth of a second. */
export const createEmbedders = ({ threads, ...options }) => new WorkerPool(new URL('./worker.mjs', import.meta.url), {
  ...options,
  max: threads,
  mayGrow: () => isRoomFor(threadMemory),
});

/** One vector per text, in order. */
export async function embedTexts(pool, texts, limits) {
  const items = [];
  for (let at = 0; at < texts.length; at += textsAtOnce) {
    const work = texts.slice(at, at + textsAtOnce);
    items.push({ weight: work.reduce((sum, text) => sum + text.length, 1), work });
  }
  const answers = await pool.run(items, limits);
  return answers.flatMap(({ value, error }) => {
    if (error !== undefined) throw new Error(error);
    return value;
  });
}
