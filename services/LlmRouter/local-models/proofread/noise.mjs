import { beginsSentence, isAcronym, isCapitalised, isCodeLike, isFragment, tokenAt } from './tokens.mjs';

/** Why a finding would only annoy: the engine sees words, not names, code or layout. Null when it may be shown. */
export function whyNoise(finding, { text, names }) {
  const original = text.slice(finding.start, finding.end);
  if (original.length > 0 && isCodeLike(tokenAt(text, finding.start, finding.end))) return 'code-like';
  if (isQuotedCode(text, finding.start, finding.end)) return 'code';
  if (finding.rule === 'SpellCheck') return whyUnknownWordIsFine(finding, text, original, names);
  if (isListLabel(finding, text, original)) return 'list label';
  if (original === 'fro' && /\bto and $/iu.test(text.slice(0, finding.start))) return 'to and fro';
  if (finding.rule === 'OrthographicConsistency' && original !== original.toLowerCase()) return 'own casing';
  if (finding.rule === 'SentenceCapitalization' && !startsProse(finding, text)) return 'not a sentence';
  if (finding.rule === 'AnA' && !/^ *["'“‘]?\p{L}/u.test(text.slice(finding.end))) return 'before code';
  if (finding.rule === 'DiscourseMarkers' && !/^(?:however|therefore|furthermore|moreover|nevertheless|finally|meanwhile)/iu.test(original)) {
    return 'preposition';
  }
  return null;
}

/** `a)`, `iv.`, “Exhibit A”: letters that count. */
function isListLabel({ start, end }, text, original) {
  if (original === 'A' && !beginsSentence(text, start)) return true;
  return /^(?:\p{L}|[ivx]+)\.?$/iu.test(original) && /^[).]/u.test(text.slice(end - (original.endsWith('.') ? 1 : 0)));
}

function whyUnknownWordIsFine(finding, text, word, names) {
  if (isAcronym(word)) return 'acronym';
  if (/[^\p{ASCII}’]/u.test(word)) return 'foreign letters';
  if (!isCapitalised(word)) return null;
  if (!beginsSentence(text, finding.start) || names.has(word) || isFragment(text)) return 'name';
  return null;
}

function startsProse(finding, text) {
  if (isFragment(text)) return false;
  const before = text.slice(0, finding.start).trimEnd();
  return !/(?:\b[ivx]+\.|\be\.g|\bi\.e|\betc|\bvs|\bcf|\bno|\bfig|\bapprox|\.\.|…)\.?$/iu.test(before);
}

/** Between backticks, or inside braces as templates write their placeholders. */
function isQuotedCode(text, start, end) {
  const before = text.slice(0, start);
  return (before.split('`').length % 2 === 0 && text.indexOf('`', end) >= 0)
    || (before.lastIndexOf('{') > before.lastIndexOf('}') && text.indexOf('}', end) >= 0);
}
