/** Longer texts are read in pieces, so that none holds a thread for more than a moment. */
export const mostCharacters = 4_000;

/**
 * Cuts a text into `{at, text}` of at most `mostCharacters`: at a line's end, else a sentence's, else between words. The
 * pieces are the text: nothing is left out between them.
 */
export function piecesOf(text) {
  const pieces = [];
  let at = 0;
  while (text.length - at > mostCharacters) {
    const window = text.slice(at, at + mostCharacters);
    const length = lastEnd(window, /\n+/gu) ?? lastEnd(window, /[.!?…]["'”’)]*\s+(?=[\p{Lu}\d"'“‘(])/gu) ?? lastEnd(window, /\s+/gu) ?? whole(window);
    pieces.push({ at, text: text.slice(at, at + length) });
    at += length;
  }
  pieces.push({ at, text: text.slice(at) });
  return pieces;
}

/** Where the last match in the window's second half ends. */
function lastEnd(window, pattern) {
  let end = null;
  for (const match of window.matchAll(pattern)) {
    const after = match.index + match[0].length;
    if (after > mostCharacters / 2) end = after;
  }
  return end;
}

/** All of it, without cutting a pair of surrogates. */
const whole = (window) => (/[\uD800-\uDBFF]$/.test(window) ? window.length - 1 : window.length);
