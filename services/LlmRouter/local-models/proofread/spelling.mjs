import { commonWords } from './words.mjs';

/** Edits between two words, a swap of neighbours counting once. */
export function distance(a, b) {
  let before = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      current[j] = Math.min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        current[j] = Math.min(current[j], before[j - 2] + 1);
      }
    }
    before = previous;
    previous = current;
  }
  return previous[b.length];
}

/**
 * The engine's order of corrections knows nothing of how common a word is (`wich` → `wish`). Nearest first, then a
 * common word, then one that keeps the first letter, then the engine's order. Null when nothing is near enough to
 * propose, which for a word that the document uses often (`isTerm`) means almost the same letters.
 */
export function bestCorrection(word, suggestions, isTerm = false) {
  const ranked = [...splitInTwo(word), ...suggestions]
    .filter((suggestion) => !isOddPossessive(suggestion))
    .map((suggestion, order) => rate(word.toLowerCase(), suggestion, order))
    .sort((x, y) => x.score - y.score);
  const best = ranked[0];
  if (!best || best.edits > allowedEdits(word, isTerm) || word.length < 3 || (word.length === 3 && !best.common)) return null;
  if (best.edits > 1 && best.suggestion[0].toLowerCase() !== word[0].toLowerCase()) return null;
  const rivals = ranked.filter((other) => other !== best && other.score - best.score < 6).length;
  const confidence = 0.95 - (soundsAlike(word, best.suggestion) ? 0 : 0.15) - (best.edits > 1 ? 0.1 : 0) - (word.length <= 4 ? 0.1 : 0) - rivals * 0.1;
  return { replacement: matchCase(word, best.suggestion), confidence: Math.round(Math.max(0.5, confidence) * 100) / 100 };
}

/** `inthe`: two everyday words run together. */
function splitInTwo(word) {
  for (let at = 2; at <= word.length - 2; at++) {
    const halves = [word.slice(0, at), word.slice(at)];
    if (halves.every((half) => commonWords.has(half.toLowerCase()))) return [halves.join(' ')];
  }
  return [];
}

function rate(word, suggestion, order) {
  const candidate = suggestion.toLowerCase();
  const bare = (text) => text.replace(/['’ ]/gu, '');
  // An apostrophe or a space that was left out is the cheapest of slips.
  const spaced = bare(candidate) === bare(word);
  const edits = spaced ? 0.5 : distance(word, candidate);
  const common = commonWords.has(candidate) || (spaced && candidate.includes("n't"));
  return { suggestion, edits, common, score: edits * 10 - (common ? 6 : 0) - (candidate[0] === word[0] ? 2 : 0) - (isUsualSlip(word, candidate) ? 4 : 0) + order };
}

/** People leave letters out, swap and double them more often than they write another one. */
function isUsualSlip(word, right) {
  if (word.length < right.length) return true;
  const single = (text) => text.replace(/(.)\1/gu, '$1');
  const sorted = (text) => [...text].sort().join('');
  return single(word) === single(right) || sorted(word) === sorted(right);
}

/** People slip in vowels, doubled letters and neighbours; a changed consonant is as likely a word that we don't know. */
function soundsAlike(a, b) {
  const skeleton = (word) => word.toLowerCase().replace(/[^\p{L}]/gu, '').replace(/(.)\1/gu, '$1').replace(/[aeiouy]/gu, '');
  return skeleton(a) === skeleton(b) || [...skeleton(a)].sort().join() === [...skeleton(b)].sort().join();
}

const allowedEdits = (word, isTerm) => {
  if (isTerm) return word.length < 6 ? 0.5 : 1;
  return word.length <= 5 ? 1 : word.length <= 11 ? 2 : 3;
};

/** `filepaths` is a plural, not a slip for `filepath's`; `thats` is one for `that's`. */
const isOddPossessive = (suggestion) =>
  /['’]s$/u.test(suggestion) && !commonWords.has(suggestion.slice(0, -2).toLowerCase());

export function matchCase(original, replacement) {
  if (/^\p{Lu}/u.test(original) && /^\p{Ll}/u.test(replacement)) {
    return replacement[0].toUpperCase() + replacement.slice(1);
  }
  return replacement;
}
