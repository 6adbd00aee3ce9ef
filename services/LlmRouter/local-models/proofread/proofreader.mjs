import { piecesOf } from './pieces.mjs';
import { surveyTexts } from './survey.mjs';

const leastBatch = 600;
const mostBatch = 4_000;

/**
 * Has the texts of a request read by a pool's threads; one result `{lints, suppressed, skipped?}` per text, in order.
 * Short texts travel together: enough batches for all threads, and none so large that others wait long for their turn.
 */
export async function proofreadTexts(pool, texts, task, language, limits) {
  const { dialect, survey, english } = surveyTexts(texts, task, language);
  const pieces = texts.flatMap((text, index) => piecesOf(text).map((piece) => ({ ...piece, index, english: english[index] })));
  const outcomes = await readInBatches(pool, pieces, survey, limits);
  const results = texts.map(() => ({ lints: [], suppressed: 0 }));
  pieces.forEach(({ index, at }, number) => add(results[index], at, outcomes[number]));
  return { dialect, results };
}

async function readInBatches(pool, pieces, survey, limits) {
  const batches = batchesOf(pieces, pool.state.max);
  const outcomes = new Map();
  const run = async (some) => {
    const answers = await pool.run(some.map((batch) => toItem(batch, survey)), limits);
    some.forEach((batch, number) => batch.forEach((piece, place) => outcomes.set(piece, answers[number].value?.[place] ?? { error: answers[number].error })));
    return some.filter((_batch, number) => answers[number].error !== undefined);
  };
  // A thread that died took its whole batch along, and one text, or none, was to blame: each has one more try, alone.
  const failed = await run(batches);
  await run(failed.flat().map((piece) => [piece]));
  return pieces.map((piece) => outcomes.get(piece));
}

function batchesOf(pieces, threads) {
  const total = pieces.reduce((sum, { text }) => sum + text.length, 0);
  const size = Math.min(mostBatch, Math.max(leastBatch, total / (threads * 3)));
  const batches = [];
  let room = 0;
  for (const piece of pieces) {
    if (batches.length === 0 || room < piece.text.length) {
      batches.push([]);
      room = size;
    }
    batches.at(-1).push(piece);
    room -= piece.text.length;
  }
  return batches;
}

const toItem = (batch, survey) => ({
  weight: batch.reduce((sum, { text }) => sum + text.length, 1),
  work: { survey, texts: batch.map(({ text, english }) => ({ text, english })) },
});

function add(result, at, { lints = [], suppressed = 0, skipped, error }) {
  result.lints.push(...lints.map((lint) => ({ ...lint, start: lint.start + at, end: lint.end + at })));
  result.suppressed += suppressed;
  if (error !== undefined) Object.assign(result, { skipped: 'engine-error', error });
  else if (skipped) result.skipped = skipped;
}
