import type { Decision, DecisionAction } from "@/lib/api/types";

/** A decision as this device made it. Its id is the client's, so that sending it twice counts once. */
export interface Intent {
  readonly id: string;
  readonly changeId: string;
  readonly action: DecisionAction;
  readonly replacement?: string;
  readonly decidedAt: string;
}

export function toDecision({ id, changeId, action, replacement, decidedAt }: Intent): Decision {
  return { id, changeId, action, decidedAt, ...(replacement === undefined ? {} : { replacement }) };
}
