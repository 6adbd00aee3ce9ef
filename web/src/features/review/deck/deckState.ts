import type { Change, Conflict } from "@/lib/api/types";
import type { Intent } from "../queue/intent";
import { type Standing, settledBecause, standingsOf } from "../queue/standing";
import { type DeckFilter, isOfKind, noFilter } from "./filter";
import type { Flags } from "./flags";
import { pickTwo, type Ranks } from "./order";

export interface DeckCounts {
  total: number;
  decided: number;
  accepted: number;
  rejected: number;
  skipped: number;
  /** Undecided, those that were put off included. */
  left: number;
  flagged: number;
  /** What the filter leaves to go through. */
  inView: number;
}

export interface DeckState {
  current: Change | null;
  /** Drawn behind the card in front, and the next to be there. */
  next: Change | null;
  counts: DeckCounts;
  standings: ReadonlyMap<string, Standing>;
  /** Decided by the decision on another change that they can't stand beside. */
  settled: { change: Change; reason: string }[];
  /** Rejected by what was learned, before anybody saw them here. */
  hidden: Change[];
}

export interface View {
  /** The card in front of the person stays there until it is decided, whatever streams in before it. */
  focus: string | null;
  /** And so does the one that is seen behind it. */
  behind: string | null;
  /** Cards that are being looked at again, whatever was decided. */
  revisiting: ReadonlySet<string>;
  flags: Flags;
  filter: DeckFilter;
  /** The order in which the others come; null is the document's. */
  ranks: Ranks | null;
}

export const firstView: View = {
  focus: null,
  behind: null,
  revisiting: new Set(),
  flags: new Map(),
  filter: noFilter,
  ranks: null,
};

export function deriveDeck(
  changes: readonly Change[],
  intents: ReadonlyMap<string, Intent>,
  view: View,
): DeckState {
  const { revisiting, flags, filter } = view;
  const standings = standingsOf(changes, intents);
  const candidates: Change[] = [];
  const settled: DeckState["settled"] = [];
  const hidden: Change[] = [];
  const seen = { pending: 0, accepted: 0, rejected: 0, skipped: 0 };
  let [flagged, again] = [0, 0];
  for (const change of changes) {
    const { state, settledBy } = standings.get(change.id) ?? change;
    if (change.hidden && state === "rejected" && !intents.has(change.id)) {
      hidden.push(change);
      continue;
    }
    seen[state] += 1;
    if (settledBy) {
      const isTold = settledBy === change.settledBy;
      settled.push({ change, reason: isTold ? settledBecause(change) : settledBy.reason });
    }
    const isFlagged = state === "pending" && flags.has(change.id);
    const isRevisited = revisiting.has(change.id);
    if (isFlagged) flagged += 1;
    if (isRevisited && state === "skipped") again += 1;
    const isOpen = filter.state === "open" && state === "pending" && !isFlagged;
    const isAsked = (isOpen || isRevisited) && isOfKind(change, filter);
    if (isAsked || (change.id === view.focus && (isRevisited || state === "pending")))
      candidates.push(change);
  }
  const total = changes.length - hidden.length;
  const left = seen.pending + again;
  const { accepted, rejected, skipped } = seen;
  return {
    ...pickTwo(candidates, view, changes),
    counts: {
      total,
      decided: total - left,
      accepted,
      rejected,
      skipped,
      left,
      flagged,
      inView: candidates.length,
    },
    standings,
    settled,
    hidden,
  };
}

/** What accepting a change would still reject. */
export function openConflicts({ conflicts }: Change, standings: DeckState["standings"]): Conflict[] {
  return conflicts.filter(({ changeId }) => (standings.get(changeId)?.state ?? "rejected") !== "rejected");
}
