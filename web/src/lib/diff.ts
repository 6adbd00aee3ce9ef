export type Segment = { kind: "same" | "struck" | "new"; text: string };

/**
 * What to strike and what to write, word by word, so that a sentence with one changed word shows one changed
 * word. When little stays the same, a whole old and a whole new text read better than a patchwork.
 */
export function diffWords(original: string, replacement: string): Segment[] {
  if (original === replacement) return original === "" ? [] : [{ kind: "same", text: original }];
  const whole = [struck(original), added(replacement)].filter((segment) => segment.text !== "");
  const before = tokens(original);
  const after = tokens(replacement);
  if (before.length < 3 || after.length < 3 || before.length * after.length > 250_000) return whole;

  const segments = joinAcrossSpaces(walk(before, after));
  const kept = segments.reduce(
    (sum, segment) => sum + (segment.kind === "same" ? segment.text.length : 0),
    0,
  );
  return kept * 2 < Math.max(original.length, replacement.length) ? whole : segments;
}

const struck = (text: string): Segment => ({ kind: "struck", text });
const added = (text: string): Segment => ({ kind: "new", text });

function tokens(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}'’_-]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/** The longest common subsequence, read off as a script of segments. */
function walk(before: string[], after: string[]): Segment[] {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const segments: Segment[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const old = before[row];
    const fresh = after[column];
    if (old !== undefined && old === fresh) {
      push(segments, { kind: "same", text: old });
      row++;
      column++;
    } else if (old !== undefined && (fresh === undefined || at(row + 1, column) >= at(row, column + 1))) {
      push(segments, struck(old));
      row++;
    } else {
      push(segments, added(fresh ?? ""));
      column++;
    }
  }
  return segments;
}

function push(segments: Segment[], segment: Segment): void {
  const last = segments.at(-1);
  if (last?.kind === segment.kind) last.text += segment.text;
  else segments.push({ ...segment });
}

/** "struck new _ struck new" over a lone space becomes one strike and one insertion: phrases, not confetti. */
function joinAcrossSpaces(segments: Segment[]): Segment[] {
  const result: Segment[] = [];
  let old = "";
  let fresh = "";
  const flush = () => {
    // A space that both end with was bridged for nothing.
    const space = /\s*$/.exec(old)?.[0] ?? "";
    const shared = old !== space && fresh !== space && fresh.endsWith(space) ? space : "";
    result.push(
      struck(old.slice(0, old.length - shared.length)),
      added(fresh.slice(0, fresh.length - shared.length)),
    );
    result.push({ kind: "same", text: shared });
    old = "";
    fresh = "";
  };
  segments.forEach((segment, index) => {
    const bridges = /^\s+$/.test(segment.text) && (old !== "" || fresh !== "") && index + 1 < segments.length;
    if (segment.kind === "struck") old += segment.text;
    else if (segment.kind === "new") fresh += segment.text;
    else if (bridges) {
      old += segment.text;
      fresh += segment.text;
    } else {
      flush();
      result.push({ ...segment });
    }
  });
  flush();
  return result
    .filter(({ text }) => text !== "")
    .reduce<Segment[]>((joined, segment) => {
      push(joined, segment);
      return joined;
    }, []);
}
