const lexical = new Set(['spelling', 'word-choice', 'wordiness', 'abbreviation']);
const kebab = (name) => name.replace(/(?<=[a-z0-9])(?=[A-Z])/gu, '-').toLowerCase();

/**
 * What a person's decision generalises to. Words for words name both sides (`spelling:alot>a lot`), so that one answer
 * holds for every place; a rule of structure is its own name (`repeated-words`), since its words differ each time.
 */
export function patternOf({ category, rule, original, replacement }) {
  if (category === 'capitalization' && /^(?:SpellCheck|OrthographicConsistency)$/u.test(rule)) {
    return `${category}:${original}>${replacement}`;
  }
  const from = normalise(original);
  const to = normalise(replacement);
  const short = from.length > 0 && from.length <= 48 && to.length <= 48;
  return lexical.has(category) && short && from !== to ? `${category}:${from}>${to}` : kebab(rule);
}

const normalise = (words) => words.trim().toLowerCase().replace(/’/gu, "'").replace(/\s+/gu, ' ');
