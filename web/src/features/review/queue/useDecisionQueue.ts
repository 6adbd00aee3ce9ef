import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { hands } from "@/lib/hands";
import type { DecisionQueue } from "./decisionQueue";
import { nothingToSend, type OutboxSnapshot, outbox } from "./outbox";

export function decisionQueue(jobId: string, client: QueryClient): DecisionQueue {
  return outbox.queue(jobId, client);
}

export function useDecisionQueue(jobId: string) {
  const queue = decisionQueue(jobId, useQueryClient());
  const subscribe = useCallback((tell: () => void) => queue.subscribe(() => hands.whenFree(tell)), [queue]);
  const snapshot = useSyncExternalStore(subscribe, queue.snapshot);
  return { queue, ...snapshot };
}

/**
 * Whether the server has every decision of this device: a price is asked for only then. It asks the queue to hurry,
 * and says what holds it up.
 */
export function useOutbox(jobId: string): { isEmpty: boolean; unsent: number; problem: string | null } {
  const { queue, unsent, problem } = useDecisionQueue(jobId);
  useEffect(() => queue.flush(), [queue]);
  return { isEmpty: unsent === 0, unsent, problem };
}

/** What this device has to send, of all jobs. */
export function useUnsent(): OutboxSnapshot {
  return useSyncExternalStore(outbox.subscribe, outbox.snapshot, () => nothingToSend);
}
