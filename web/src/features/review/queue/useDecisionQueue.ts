import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { jobKeys } from "@/lib/api/queryClient";
import type { Job, JobCounts } from "@/lib/api/types";
import { session } from "@/lib/auth/session";
import { sendDecisions } from "../api/decisions";
import { DecisionQueue } from "./decisionQueue";
import { Journal } from "./journal";

/** One queue a job for as long as the app is open: leaving the deck must not stop what is on its way. */
const queues = new Map<string, DecisionQueue>();

session.subscribe(() => {
  if (session.isSignedIn()) return;
  for (const queue of queues.values()) queue.close();
  queues.clear();
});

export function decisionQueue(jobId: string, client: QueryClient): DecisionQueue {
  const existing = queues.get(jobId);
  if (existing) return existing;
  const queue = new DecisionQueue({
    journal: new Journal(jobId),
    send: (decisions) => sendDecisions(jobId, decisions),
    onCounts: (counts) => keepCounts(client, jobId, counts),
    onRefused: () => void client.invalidateQueries({ queryKey: jobKeys.one(jobId) }),
  });
  queues.set(jobId, queue);
  return queue;
}

function keepCounts(client: QueryClient, jobId: string, counts: JobCounts): void {
  client.setQueryData<Job>(jobKeys.one(jobId), (job) => job && { ...job, counts });
}

export function useDecisionQueue(jobId: string) {
  const client = useQueryClient();
  const queue = decisionQueue(jobId, client);
  const snapshot = useSyncExternalStore(queue.subscribe, queue.snapshot);

  useEffect(() => {
    const flush = () => queue.flush();
    const flushWhenHidden = () => document.visibilityState === "hidden" && queue.flush();
    window.addEventListener("online", flush);
    document.addEventListener("visibilitychange", flushWhenHidden);
    return () => {
      window.removeEventListener("online", flush);
      document.removeEventListener("visibilitychange", flushWhenHidden);
    };
  }, [queue]);

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
