/** The run of non-space characters that holds `start`, with what is around it. */
export function tokenAt(text, start, end) {
  let from = start;
  let to = end;
  while (from > 0 && !/\s/u.test(text[from - 1])) from--;
  while (to < text.length && !/\s/u.test(text[to])) to++;
  return text.slice(from, to);
}

/** Things that look like a machine's words, not a person's: addresses, paths, identifiers, code, templates. */
export function isCodeLike(token) {
  const core = token.replace(/^[("'“‘[]+|[)"'”’\],.;:!?]+$/gu, '');
  return /^(?:https?:|ftp:|www\.|mailto:)|@|[\\_{}<>=|#$^*~`]|::|->|\w\/\w|\w\(|\(\)|^[./~-]+\w|\d/iu.test(core)
    || /\p{Ll}\p{Lu}/u.test(core)
    || /[\p{L}\d]\.[\p{L}\d]/u.test(core) && !/^(?:\p{L}\.)+\p{L}?$/u.test(core);
}

export const isAcronym = (word) => /^\p{Lu}[\p{Lu}\d&.’'-]*s?$/u.test(word) && word.length > 1;
export const isCapitalised = (word) => /^\p{Lu}/u.test(word);
export const isNameLike = (word) => isCapitalised(word) && !isAcronym(word);

/** Whether a sentence begins at `start`: the text's first word, or one after `.`, `!`, `?`, `:` or an opening quote. */
export function beginsSentence(text, start) {
  const before = text.slice(Math.max(0, start - 8), start).trimEnd().replace(/["'“‘([]+$/u, '').trimEnd();
  return before === '' ? start < 8 : /[.!?:…\n]$/u.test(before);
}

/** A heading, a name or a list entry: few words and no full stop. */
export const isFragment = (text) => !/[.!?…:]["'”’)]*\s*$/u.test(text) && text.length < 160;
