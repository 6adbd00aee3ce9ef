import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useJobEvents } from "@/features/jobs/api/jobEvents";
import { useJob } from "@/features/jobs/api/jobs";
import { isLive, isOver } from "@/features/jobs/status";
import { applyDecisions, useChanges } from "@/features/review/api/changes";
import { useArrivals } from "@/features/review/api/useArrivals";
import { decisionQueue, useDecisionQueue } from "@/features/review/queue/useDecisionQueue";

const pollEvery = 2_000;

/**
 * A job and its cards, live: by its event stream while that is open, by asking again while it is not. Ready when what
 * was decided here and is not sent yet is known: before, decided cards would be dealt again.
 */
export function useLiveJob(jobId: string) {
  const client = useQueryClient();
  const [isStreaming, setStreaming] = useState(false);
  const job = useJob(jobId, { isStreaming });
  const isWorking = isLive(job.data);
  const arrive = useArrivals(jobId);
  const { isReady } = useDecisionQueue(jobId);

  useJobEvents(jobId, {
    isEnabled: job.data !== undefined && !isOver(job.data.status),
    onConnected: setStreaming,
    onEvent: ({ type, data }) => {
      if (type === "change") arrive(data);
      if (type !== "decision") return;
      const changes = applyDecisions(client, jobId, data.changes);
      decisionQueue(jobId, client).confirm(data.changes, changes);
    },
  });
  const changes = useChanges(jobId, { pollEvery: isWorking && !isStreaming ? pollEvery : false });
  return { job, changes, isWorking, isReady };
}
