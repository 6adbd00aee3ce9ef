import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useJobEvents } from "@/features/jobs/api/jobEvents";
import { useJob } from "@/features/jobs/api/jobs";
import { isLive } from "@/features/jobs/status";
import { addChange, useChanges } from "@/features/review/api/changes";

const pollEvery = 2_000;

/** A job and its cards, live: by its event stream while that is open, by asking again while it is not. */
export function useLiveJob(jobId: string) {
  const client = useQueryClient();
  const [isStreaming, setStreaming] = useState(false);
  const job = useJob(jobId, { isStreaming });
  const isWorking = isLive(job.data);
  useJobEvents(jobId, {
    isEnabled: isWorking,
    onConnected: setStreaming,
    onEvent: (event) => {
      if (event.type === "change") addChange(client, event.data);
    },
  });
  const changes = useChanges(jobId, { pollEvery: isWorking && !isStreaming ? pollEvery : false });
  return { job, changes, isWorking };
}
