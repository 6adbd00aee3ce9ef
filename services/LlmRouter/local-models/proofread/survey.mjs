import { chooseDialect, isEnglish } from './language.mjs';
import { isNameLike } from './tokens.mjs';
import { commonWords, wordsOf } from './words.mjs';

/**
 * What only the texts together can tell: the dialect, which of them are English (a short one follows its neighbours),
 * and which capitalised words are names because they stand capitalised in the middle of a sentence.
 */
export function surveyTexts(texts, task, language) {
  const dialect = chooseDialect(language, texts);
  const verdicts = texts.map((text) => (dialect === null ? false : isEnglish(text)));
  const decided = verdicts.filter((verdict) => verdict !== null);
  const mostly = decided.length === 0 || decided.filter(Boolean).length * 2 >= decided.length;
  const survey = { task, dialect, anyDialect: !language?.includes('-'), names: new Set(collectNames(texts)), frequent: new Set(frequentWords(texts)) };
  return { dialect, survey, english: verdicts.map((verdict) => verdict ?? mostly) };
}

/** Words that come at least three times: an unknown one among them is more likely a term than a slip. */
function frequentWords(texts) {
  const counts = new Map();
  for (const text of texts) {
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].filter(([word, count]) => count >= 3 && !commonWords.has(word.toLowerCase())).map(([word]) => word).slice(0, 2_000);
}

function* collectNames(texts) {
  const seen = new Set();
  for (const text of texts) {
    for (const match of text.matchAll(/(?<=[\p{Ll},;]\s)\p{Lu}[\p{L}'’-]+/gu)) {
      if (!seen.has(match[0]) && isNameLike(match[0])) {
        seen.add(match[0]);
        yield match[0];
        if (seen.size === 2_000) return;
      }
    }
  }
}
