import type { Change, Conflict, DecisionAction } from "@/lib/api/types";
import type { Intent } from "../queue/intent";
import { type Standing, standingsOf } from "../queue/standing";

export interface DeckCounts {
  total: number;
  decided: number;
  accepted: number;
  rejected: number;
  skipped: number;
  left: number;
}

export interface DeckState {
  current: Change | null;
  /** What comes after the current card; the first of them are drawn behind it. */
  upcoming: Change[];
  /** The change whose decision undo takes back. */
  lastDecided: { change: Change; action: DecisionAction } | null;
  counts: DeckCounts;
  standings: ReadonlyMap<string, Standing>;
  /** Decided by the decision on another change that they can't stand beside. */
  settled: { change: Change; reason: string }[];
}

export interface View {
  /** The card in front of the person stays there until it is decided, whatever streams in before it. */
  focus: string | null;
  /** Skipped cards that are being looked at again. */
  revisiting: ReadonlySet<string>;
}

export function deriveDeck(
  changes: readonly Change[],
  intents: ReadonlyMap<string, Intent>,
  { focus, revisiting }: View,
): DeckState {
  const standings = standingsOf(changes, intents);
  const open: Change[] = [];
  const settled: DeckState["settled"] = [];
  const counts: DeckCounts = {
    total: changes.length,
    decided: 0,
    accepted: 0,
    rejected: 0,
    skipped: 0,
    left: 0,
  };
  for (const change of changes) {
    const { state, settledBy } = standings.get(change.id) ?? change;
    if (settledBy) settled.push({ change, reason: settledBy.reason });
    if (state !== "pending") counts[state] += 1;
    if (state === "pending" || (state === "skipped" && revisiting.has(change.id))) open.push(change);
  }
  counts.left = open.length;
  counts.decided = counts.total - open.length;

  const current = open.find((change) => change.id === focus) ?? open[0] ?? null;
  return {
    current,
    upcoming: open.filter((change) => change !== current),
    lastDecided: lastDecided(changes, intents),
    counts,
    standings,
    settled,
  };
}

/** The decision made last, on this device or another. */
function lastDecided(
  changes: readonly Change[],
  intents: ReadonlyMap<string, Intent>,
): DeckState["lastDecided"] {
  let last: DeckState["lastDecided"] = null;
  let latest = Number.NEGATIVE_INFINITY;
  for (const change of changes) {
    const decision = intents.get(change.id) ?? change.decision;
    if (!decision || decision.action === "undo") continue;
    const decidedAt = Date.parse(decision.decidedAt);
    if (decidedAt < latest) continue;
    latest = decidedAt;
    last = { change, action: decision.action };
  }
  return last;
}

/** What accepting a change would still reject. */
export function openConflicts({ conflicts }: Change, standings: DeckState["standings"]): Conflict[] {
  return conflicts.filter(({ changeId }) => (standings.get(changeId)?.state ?? "rejected") !== "rejected");
}
