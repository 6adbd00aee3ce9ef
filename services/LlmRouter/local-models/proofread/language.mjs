import { commonWords, foreignWords, wordsOf } from './words.mjs';

const known = ['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IN'];
const izing = 'organ|real|recogn|special|general|util|minim|maxim|optim|emphas|apolog|critic|summar|priorit|author|categor|final|visual|custom|standard';
const ouring = 'col|fav|behavi|hon|lab|neighb|harb|rum|flav|hum';
const british = new RegExp(`\\b(?:(?:${ouring})our|(?:${izing})is(?:e|ing|ation)|centre|theatre|litre|grey|whilst|cheque|catalogue|defence|analyse|tyre|aluminium|(?:travel|cancel)led)`, 'giu');
const american = new RegExp(`\\b(?:(?:${ouring})or(?!ig|at|um)|(?:${izing})iz(?:e|ing|ation)|center|theater|liter(?!a)|gray|catalog(?!u)|defense|analyze|aluminum|(?:travel|cancel)ed)`, 'giu');

/** The dialect to check by, or null when the caller says that the text isn't English. */
export function chooseDialect(language, texts) {
  const asked = language?.trim().replace('_', '-').toLowerCase();
  if (asked && asked !== 'en') {
    if (!asked.startsWith('en-')) return null;
    return known.find((dialect) => dialect.toLowerCase() === asked) ?? 'en-GB';
  }
  const count = (pattern) => texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
  return count(british) > count(american) ? 'en-GB' : 'en-US';
}

/** True, false, or null when the text is too short to tell. */
export function isEnglish(text) {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters > 0 && latin / letters < 0.7) return false;
  const words = wordsOf(text.toLowerCase());
  const ours = words.filter((word) => commonWords.has(word)).length;
  const theirs = words.filter((word) => foreignWords.has(word)).length;
  if (theirs > ours && theirs >= 2) return false;
  if (words.length < 8) return ours > 1 ? true : null;
  return ours > 0 || words.length < 14;
}
