import type { Change, DecisionAction } from "@/lib/api/types";
import type { Intent } from "../queue/intent";
import type { Flags } from "./flags";

/** One thing that was done to one card. */
export interface Act {
  changeId: string;
  action: Exclude<DecisionAction, "undo"> | "flag";
  replacement?: string;
}

/** What undo takes back at once and redo does again: a swipe, a flag, or all of a group. */
export interface Step {
  acts: readonly Act[];
  /** When, for what was done on another device meanwhile. */
  at: number;
  /** The server's batch, once it is known; null when each was decided by itself. */
  batch?: Promise<string | null>;
  by?: "bulk" | "autopilot";
  /** The card that was seen behind the one in front: with an undo it is there again. */
  behind?: string | null;
}

export interface Table {
  changes: readonly Change[];
  intents: ReadonlyMap<string, Intent>;
  flags: Flags;
}

type Decided = Pick<Intent, "action" | "decidedAt"> & { replacement?: string | null; by?: string };

/** Whether anything of a step is as it left it. */
export function stands({ acts }: Step, { changes, intents, flags }: Table): boolean {
  return acts.some(({ changeId, action }) => {
    if (action === "flag") return flags.has(changeId);
    const intent = intents.get(changeId);
    if (intent) return intent.action === action;
    return changes.find(({ id }) => id === changeId)?.decision?.action === action;
  });
}

/**
 * What was done last: of what this device did since the deck was opened, the last that stands; or what another device,
 * or this one on another day, decided later.
 */
export function lastStep(done: readonly Step[], table: Table): Step | null {
  const own = done.findLast((step) => stands(step, table)) ?? null;
  const ids = new Set(done.flatMap(({ acts }) => acts.map(({ changeId }) => changeId)));
  const other = latest(table);
  if (!other || (own && (ids.has(other.change.id) || other.at <= own.at))) return own;
  return stepOf(other, table);
}

/** Whether there is anything to take back: cheaper than what it is. */
export function hasStep(done: readonly Step[], table: Table): boolean {
  const isLast = done.at(-1);
  if (isLast && stands(isLast, table)) return true;
  return (
    table.changes.some((change) => isDone(decisionOn(change, table))) ||
    done.some((step) => stands(step, table))
  );
}

function decisionOn(change: Change, { intents }: Table): Decided | null {
  return intents.get(change.id) ?? change.decision;
}

/** What rules did by themselves is no step of anybody's. */
const isDone = (decision: Decided | null) =>
  decision !== null && decision.action !== "undo" && decision.by !== "rule";

interface Latest {
  change: Change;
  decision: Decided;
  at: number;
}

function latest(table: Table): Latest | null {
  let last: Latest | null = null;
  for (const change of table.changes) {
    const decision = decisionOn(change, table);
    if (!decision || !isDone(decision)) continue;
    const at = Date.parse(decision.decidedAt);
    if (!last || at >= last.at) last = { change, decision, at };
  }
  return last;
}

/** A decision, with all that were made in the same go. */
function stepOf({ change, decision, at }: Latest, table: Table): Step {
  const { by } = decision;
  if (by !== "bulk" && by !== "autopilot") return { acts: [actOf(change.id, decision)], at };
  const acts = table.changes.flatMap((one) => {
    const other = decisionOn(one, table);
    const isOfIt = other?.by === by && other.decidedAt === decision.decidedAt;
    return isOfIt ? [actOf(one.id, other)] : [];
  });
  return { acts, at, by };
}

function actOf(changeId: string, { action, replacement }: Decided): Act {
  const done = action as Exclude<DecisionAction, "undo">;
  return { changeId, action: done, ...(replacement == null ? {} : { replacement }) };
}
