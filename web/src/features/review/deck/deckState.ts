import type { Change, ChangeState, DecisionAction } from "@/lib/api/types";
import type { Intent } from "../queue/intent";

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
}

interface View {
  /** The card in front of the person stays there until it is decided, whatever streams in before it. */
  focus: string | null;
  /** Skipped cards that are being looked at again. */
  revisiting: ReadonlySet<string>;
}

const stateAfter: Record<DecisionAction, ChangeState> = {
  accept: "accepted",
  edit: "accepted",
  reject: "rejected",
  skip: "skipped",
  undo: "pending",
};

/** What this device decided counts before what the server last said: the server hears of it a moment later. */
export function stateOf(change: Change, intents: ReadonlyMap<string, Intent>): ChangeState {
  const intent = intents.get(change.id);
  return intent ? stateAfter[intent.action] : change.state;
}

export function deriveDeck(
  changes: readonly Change[],
  intents: ReadonlyMap<string, Intent>,
  { focus, revisiting }: View,
): DeckState {
  const open: Change[] = [];
  const counts: DeckCounts = {
    total: changes.length,
    decided: 0,
    accepted: 0,
    rejected: 0,
    skipped: 0,
    left: 0,
  };
  for (const change of changes) {
    const state = stateOf(change, intents);
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
  };
}

function lastDecided(
  changes: readonly Change[],
  intents: ReadonlyMap<string, Intent>,
): DeckState["lastDecided"] {
  const byId = new Map(changes.map((change) => [change.id, change]));
  // This device's decisions are in order and later than what it has fetched.
  for (const intent of [...intents.values()].reverse()) {
    const change = byId.get(intent.changeId);
    if (change && intent.action !== "undo") return { change, action: intent.action };
  }
  let last: Change | null = null;
  for (const change of changes) {
    if (intents.has(change.id) || !change.decision) continue;
    if (change.state === "pending") continue;
    if (!last?.decision || change.decision.decidedAt >= last.decision.decidedAt) last = change;
  }
  return last?.decision ? { change: last, action: last.decision.action } : null;
}
