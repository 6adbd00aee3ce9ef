import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { jobKeys } from "@/lib/api/queryClient";
import type { Job } from "@/lib/api/types";
import { useIsVisible } from "@/lib/visible";
import { followJob, type JobEvent } from "./followJob";

interface Listeners {
  isEnabled: boolean;
  onEvent: (event: JobEvent) => void;
  /** False while polling has to do instead. */
  onConnected: (isConnected: boolean) => void;
}

/** Keeps the cached job as fresh as its event stream. */
export function useJobEvents(jobId: string, { isEnabled, onEvent, onConnected }: Listeners): void {
  const client = useQueryClient();
  // Over HTTP/1.1 a browser has six connections for all its tabs: a tab that nobody sees gives its own back.
  const isVisible = useIsVisible();
  // Latched: the event that ends the work must not cut the stream before what follows it has been read.
  const [followed, setFollowed] = useState<string | null>(null);
  if (isEnabled && followed !== jobId) setFollowed(jobId);

  const handle = useEffectEvent((event: JobEvent, id: string) => {
    client.setQueryData(lastEventKey(jobId), id);
    if (event.type === "progress" || event.type === "status")
      patchJob(client, jobId, { queue: null, ...event.data });
    if (event.type === "queue") patchJob(client, jobId, { queue: event.data });
    if (event.type === "decision") patchJob(client, jobId, { counts: event.data.counts });
    onEvent(event);
  });

  useEffect(() => {
    if (followed !== jobId || !isVisible) return;
    const controller = new AbortController();
    const { signal } = controller;
    const lastEventId = client.getQueryData<string>(lastEventKey(jobId)) ?? "";
    const follow = {
      lastEventId,
      signal,
      onEvent: (event: JobEvent, id: string) => handle(event, id),
      onConnected,
    };
    void followJob(jobId, follow).finally(() => {
      if (!signal.aborted) void client.invalidateQueries({ queryKey: jobKeys.one(jobId) });
    });
    return () => controller.abort();
  }, [jobId, followed, isVisible, client, onConnected]);
}

// In the query cache, so that it is forgotten together with what the events told.
const lastEventKey = (jobId: string) => ["last-event", jobId];

function patchJob(client: QueryClient, jobId: string, data: Partial<Job>): void {
  client.setQueryData<Job>(jobKeys.one(jobId), (job) => job && { ...job, ...data, id: job.id });
}
