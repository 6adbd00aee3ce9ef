import { whyNoise } from './noise.mjs';
import { patternOf } from './patterns.mjs';
import { findPhrases } from './phrases.mjs';
import { classify, tasks } from './rules.mjs';
import { bestCorrection, matchCase } from './spelling.mjs';

// The mean of what `bestCorrection` says.
const usualCorrection = 0.85;

/** One text to lints that don't overlap, in order; `suppressed` counts what was found and not worth showing. */
export function proofread(engine, { text, english }, { task, dialect, anyDialect, names, frequent }) {
  if (!english) return { lints: [], suppressed: 0, skipped: 'not-english' };
  if (text.trim() === '') return { lints: [], suppressed: 0 };
  const { categories, phrases } = tasks[task];
  const context = { text, names, frequent };
  const lints = phrases ? findPhrases(text, phrases) : [];
  let suppressed = 0;
  for (const finding of engine.find(text, dialect)) {
    const verdict = classify(finding);
    if (!categories.has(verdict.category)) continue;
    const lint = whyNoise(finding, context) === null ? toLint(finding, context, verdict) : null;
    const fine = lint && finding.rule === 'SpellCheck'
      && (engine.isDerived(lint.original, dialect) || (anyDialect && engine.isRegional(lint.original, dialect)));
    if (lint && !fine) lints.push(lint);
    else suppressed++;
  }
  return { lints: withoutOverlaps(lints), suppressed };
}

function toLint(finding, { text, frequent }, { category, confidence }) {
  let { start, end } = finding;
  const original = text.slice(start, end);
  let replacement = finding.suggestions[0];
  if (finding.rule === 'SpellCheck') {
    const correction = bestCorrection(original, finding.suggestions, frequent.has(original));
    if (!correction) return null;
    // How sure a word is among spellings, times how sure spellings are.
    ({ replacement } = correction);
    confidence = Math.round(Math.min(0.95, correction.confidence * confidence / usualCorrection) * 100) / 100;
    if (replacement.toLowerCase() === original.toLowerCase()) ({ category, confidence } = { category: 'capitalization', confidence: 0.6 });
  }
  if (replacement === undefined || replacement === original) return null;
  if (replacement === '') ({ start, end } = widenRemoval(text, start, end));
  const lint = { start, end, original: text.slice(start, end), replacement, category, rule: finding.rule, confidence };
  lint.replacement = category === 'capitalization' ? replacement : matchCase(original, replacement);
  return { ...lint, pattern: patternOf(lint), reason: reasonOf(finding, lint) };
}

/** A removed word takes one of the spaces around it along. */
function widenRemoval(text, start, end) {
  const inner = text.slice(start, end);
  if (/^\s|\s$/u.test(inner)) return { start, end };
  if (text[end] === ' ' && (start === 0 || text[start - 1] === ' ')) return { start, end: end + 1 };
  if (start > 0 && text[start - 1] === ' ') return { start: start - 1, end };
  return { start, end };
}

function withoutOverlaps(lints) {
  const kept = [];
  for (const lint of lints.sort((a, b) => b.confidence - a.confidence || b.end - b.start - (a.end - a.start))) {
    const clear = (other) => lint.end < other.start || lint.start > other.end
      || (lint.start !== lint.end && other.start !== other.end && (lint.end === other.start || lint.start === other.end));
    if (kept.every(clear)) kept.push(lint);
  }
  return kept.sort((a, b) => a.start - b.start);
}

// The engine asks “Did you mean to spell it this way?”; a card states.
const reasonOf = (finding, { original, replacement }) =>
  finding.rule === 'SpellCheck'
    ? `“${original}” is not in the dictionary; “${replacement}” is.`
    : oneLine(finding.message);
const oneLine = (message) => message.replace(/`([^`]*)`/gu, '“$1”').replace(/\s+/gu, ' ').trim();
