import { readFileSync } from 'node:fs';
import { matchCase } from './spelling.mjs';
import { isCodeLike, tokenAt } from './tokens.mjs';
import { patternOf } from './patterns.mjs';
import { categories } from './rules.mjs';

const { phrases } = JSON.parse(readFileSync(new URL('./phrases.json', import.meta.url), 'utf8'));
const tables = {
  wordiness: {
    ...compile('wordiness'),
    category: 'wordiness',
    reason: (from, to) => (to === '' ? `“${from}” adds nothing here.` : `“${to}” says the same in fewer words.`),
  },
  'plain-language': {
    ...compile('plain-language'),
    category: 'word-choice',
    reason: (_from, to) => `“${to}” is the plainer word.`,
  },
};
// The tables hold only phrases whose replacement fits wherever they stand; what remains is taste.
const confidence = categories.wordiness;

/** Every phrase of a table in `text`, found in one pass, the longest first where two begin together. */
export function findPhrases(text, table) {
  const { category, replacements, regex, reason: explain } = tables[table];
  const lints = [];
  for (const match of text.matchAll(regex)) {
    let original = match[0];
    const start = match.index;
    const end = start + original.length;
    if (isCodeLike(tokenAt(text, start, end))) continue;
    let replacement = replacements.get(original.toLowerCase().replace(/\s+/gu, ' '));
    const rule = `phrase-${table}`;
    const reason = explain(original, replacement);
    const pattern = patternOf({ category, rule, original, replacement });
    let to = end;
    if (replacement === '') {
      // What follows a removed opening takes its capital.
      const next = text.slice(end).match(/^\s*\p{L}+/u)?.[0];
      if (!next) continue;
      to += next.length;
      original = text.slice(start, to);
      replacement = next.trimStart();
    }
    lints.push({ start, end: to, original, replacement: matchCase(original, replacement), category, rule, confidence, pattern, reason });
  }
  return lints;
}

function compile(table) {
  const replacements = new Map();
  for (const [to, from] of Object.entries(phrases[table])) {
    for (const phrase of from) replacements.set(phrase, to);
  }
  const alternatives = [...replacements.keys()]
    .sort((a, b) => b.length - a.length)
    .map((phrase) => phrase.replace(/ /gu, '\\s+'));
  return { replacements, regex: new RegExp(`(?<![\\p{L}\\p{N}’'-])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}’'-])`, 'giu') };
}
