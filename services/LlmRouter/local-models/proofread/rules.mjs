import { readFileSync } from 'node:fs';

const measured = JSON.parse(readFileSync(new URL('./precision.json', import.meta.url), 'utf8')).categories;

// Old prose with made mistakes is not the document that lies before us: no measured figure is taken for certainty.
const surest = 0.95;
const confidenceOf = (category, otherwise) => Math.min(surest, measured[category]?.precision ?? otherwise);

/**
 * What the engine's findings mean to a person. Its kinds fold into the categories of a deck; each category has the
 * confidence that a finding of it starts with: the precision that it had in `tests/Benchmarks -- quality`, which writes
 * precision.json, or what is said here where that had too few. What people decide is added by the router.
 */
export const categories = Object.fromEntries(Object.entries({
  spelling: 0.85,
  grammar: 0.8,
  punctuation: 0.8,
  capitalization: 0.8,
  repetition: 0.9,
  'word-choice': 0.75,
  spacing: 0.9,
  wordiness: 0.7,
  style: 0.55,
  abbreviation: 0.6,
}).map(([category, otherwise]) => [category, confidenceOf(category, otherwise)]));

const kinds = {
  Agreement: 'grammar',
  BoundaryError: 'spelling',
  Capitalization: 'capitalization',
  Eggcorn: 'word-choice',
  Enhancement: 'style',
  Formatting: 'spacing',
  Grammar: 'grammar',
  Malapropism: 'word-choice',
  Miscellaneous: 'grammar',
  Nonstandard: 'word-choice',
  Punctuation: 'punctuation',
  Readability: 'style',
  Redundancy: 'wordiness',
  Regionalism: 'word-choice',
  Repetition: 'repetition',
  Spelling: 'spelling',
  Style: 'style',
  Typo: 'spelling',
  Usage: 'word-choice',
  WordChoice: 'word-choice',
  WordOrder: 'grammar',
};

/** Rules that differ from their kind; `confidence` where a rule did better or worse than its category on technical prose. */
const exceptions = {
  OpenCompounds: { confidence: 0.95 },
  RepeatedWords: { confidence: 0.95 },
  ModalOf: { category: 'grammar', confidence: 0.95 },
  AnA: { category: 'grammar', confidence: 0.95 },
  CapitalizePersonalPronouns: { confidence: 0.95 },
  ItsContraction: { category: 'grammar' },
  ItsPossessive: { category: 'grammar' },
  SentenceCapitalization: { confidence: 0.75 },
  OrthographicConsistency: { confidence: 0.6 },
  Cant: { category: 'spelling' },
  DiscourseMarkers: { confidence: 0.65 },
  MissingTo: { confidence: 0.5 },
  InflectedVerbAfterTo: { confidence: 0.6 },
  ToTwoToo: { confidence: 0.6 },
  CondenseAllThe: { category: 'wordiness' },
  FillerWords: { category: 'wordiness' },
  Hedging: { category: 'wordiness' },
};

/** Matters of taste, or wrong more often than right on clean prose: never proposed. */
export const silentRules = new Set([
  'AvoidCurses', 'CompoundNouns', 'CurrencyPlacement', 'Damages', 'Dashes', 'DisjointPrefixes', 'DotInitialisms',
  'EllipsisLength', 'OxfordComma', 'PhrasalVerbAsCompoundNoun', 'SplitWords', 'MergeWords', 'FootInchMinuteSecondSymbols', 'LitotesDirectPositive', 'LongSentences', 'MassNouns', 'MissingPreposition', 'NoFrenchSpaces',
  'NumericRangeEnDash', 'OkToOkay', 'ThatThan', 'ToDoHyphen', 'UnclosedQuotes', 'UpdatePlaceNames', 'UseEllipsisCharacter',
  'UseTitleCase', 'WrongNegative', 'IncludingButNotLimitedToPunctuation', 'DegreesKelvinSymbol',
  // Units of measure and names of streams: short on purpose.
  'ExpandTimeShorthands', 'ExpandMemoryShorthands', 'ExpandMinimum', 'ExpandStandardInputAndOutput',
]);

const errors = ['spelling', 'grammar', 'punctuation', 'capitalization', 'repetition', 'word-choice', 'spacing'];

/** Which categories a task asks for, and which phrase table it adds. */
export const tasks = {
  proofread: { categories: new Set(errors), phrases: null },
  tighten: { categories: new Set(['wordiness', 'repetition', 'style']), phrases: 'wordiness' },
  'plain-language': { categories: new Set(['abbreviation']), phrases: 'plain-language' },
};

/** What a finding is, and how sure its rule is. */
export function classify({ rule, kind }) {
  // Abbreviations are spelled out only where plain language is asked for.
  if (/^Expand[A-Z]/u.test(rule)) return { category: 'abbreviation', confidence: categories.abbreviation };
  const exception = exceptions[rule] ?? {};
  const category = exception.category ?? kinds[kind] ?? 'style';
  return { category, confidence: exception.confidence ?? categories[category] };
}
