import type { Change } from "@/lib/api/types";

/** Where each open change comes, by its id. */
export type Ranks = ReadonlyMap<string, number>;

export function ranksOf(order: readonly string[]): Ranks {
  return new Map(order.map((id, rank) => [id, rank]));
}

interface Places {
  focus: string | null;
  behind: string | null;
  ranks: Ranks | null;
}

/**
 * The card in front and the one behind it. Both stay while they can; what takes a place is the best of the others by
 * the newest order, or, without one, what comes next in the text, from its end on again from its start. Cards that the
 * order doesn't know yet come after those that it knows.
 */
export function pickTwo(
  candidates: readonly Change[],
  { focus, behind, ranks }: Places,
  changes: readonly Change[],
): { current: Change | null; next: Change | null } {
  const known = (id: string | null) => candidates.find((change) => change.id === id);
  const start = ranks || focus === null ? 0 : placeOf(focus, candidates, changes);
  const best = (taken: Change | null) => first(candidates, taken, ranks, start);
  const waiting = known(behind);
  const current = known(focus) ?? waiting ?? best(null);
  return { current, next: waiting && waiting !== current ? waiting : current && best(current) };
}

/** The place among the candidates that the text goes on from, after the card that is or was in front. */
function placeOf(focus: string, candidates: readonly Change[], changes: readonly Change[]): number {
  const own = candidates.findIndex((change) => change.id === focus);
  if (own >= 0) return own + 1;
  const left = new Set(candidates);
  const from = changes.findIndex((change) => change.id === focus);
  const following = changes.find((change, index) => index > from && left.has(change));
  return following ? candidates.indexOf(following) : 0;
}

function first(
  candidates: readonly Change[],
  taken: Change | null,
  ranks: Ranks | null,
  start: number,
): Change | null {
  const count = candidates.length;
  let best: Change | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let step = 0; step < count; step++) {
    const change = candidates[(start + step) % count] as Change;
    if (change === taken) continue;
    if (!ranks) return change;
    const rank = ranks.get(change.id) ?? Number.MAX_SAFE_INTEGER;
    if (rank >= least) continue;
    least = rank;
    best = change;
  }
  return best;
}
