import type { Decision, DecisionAction } from "@/lib/api/types";

/** A decision as this device made it. Its id is the client's, so that sending it twice counts once. */
export interface Intent {
  readonly id: string;
  readonly changeId: string;
  readonly action: DecisionAction;
  readonly replacement?: string;
  readonly decidedAt: string;
}

/** A decision in the journal: until the server has confirmed it. */
export interface Entry extends Intent {
  readonly jobId: string;
  /** Who made it; null in what an older version of the app has kept. */
  readonly user: string | null;
  /** It may have reached the server. */
  readonly attempted: boolean;
}

export function toDecision({ id, changeId, action, replacement, decidedAt }: Intent): Decision {
  return { id, changeId, action, decidedAt, ...(replacement === undefined ? {} : { replacement }) };
}

/** The order of decision: by time, which a queue never lets run backwards, then by id. */
export function byTime(a: Intent, b: Intent): number {
  return Date.parse(a.decidedAt) - Date.parse(b.decidedAt) || (a.id < b.id ? -1 : 1);
}
