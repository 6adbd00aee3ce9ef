import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { authorizedFetch } from "@/lib/api/client";
import { ApiError, isTransient } from "@/lib/api/errors";
import { jobKeys } from "@/lib/api/queryClient";
import type { Change, Job } from "@/lib/api/types";
import { readEvents, type ServerEvent } from "@/lib/sse";
import { isFinal } from "../status";

export type JobEvent =
  | { type: "progress"; data: Partial<Job> }
  | { type: "status"; data: Partial<Job> & Pick<Job, "status"> }
  | { type: "change"; data: Change }
  | { type: "decision"; data: unknown };

interface Follow {
  signal: AbortSignal;
  onEvent: (event: JobEvent) => void;
  onConnected: (connected: boolean) => void;
}

/** Follows a job until its last event; a lost connection resumes after the last event that was seen. */
export async function followJob(jobId: string, { signal, onEvent, onConnected }: Follow): Promise<void> {
  let lastEventId = "";
  let ended = false;
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      const response = await open(jobId, lastEventId, signal);
      onConnected(true);
      for await (const received of readEvents(response)) {
        attempt = 0;
        lastEventId = received.id || lastEventId;
        const event = parse(received);
        if (!event) continue;
        onEvent(event);
        ended ||= event.type === "status" && isFinal(event.data.status);
      }
      // The server closes after a final status; until it does, decisions from other devices still come.
      if (ended) return;
    } catch (error) {
      if (signal.aborted || !isTransient(error)) return;
    } finally {
      onConnected(false);
    }
    await pause(Math.min(500 * 2 ** attempt, 10_000), signal);
  }
}

async function open(
  jobId: string,
  lastEventId: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const headers = new Headers({ Accept: "text/event-stream" });
  if (lastEventId) headers.set("Last-Event-ID", lastEventId);
  const url = new URL(`/api/v1/jobs/${jobId}/events`, location.origin);
  const response = await authorizedFetch(new Request(url, { headers, signal }));
  if (!response.ok || !response.body) throw ApiError.from(response.status, response.headers, null);
  return response.body;
}

function parse({ event, data }: ServerEvent): JobEvent | null {
  try {
    return { type: event, data: JSON.parse(data) } as JobEvent;
  } catch {
    // A cut event is lost, not fatal: the job and the cards are fetched again at the end.
    return null;
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
}

interface Listeners {
  isEnabled: boolean;
  onEvent: (event: JobEvent) => void;
  /** False while polling has to do instead. */
  onConnected: (isConnected: boolean) => void;
}

/** Keeps the cached job as fresh as its event stream. */
export function useJobEvents(jobId: string, { isEnabled, onEvent, onConnected }: Listeners): void {
  const client = useQueryClient();
  // Latched: the event that ends the work must not cut the stream before what follows it has been read.
  const [followed, setFollowed] = useState<string | null>(null);
  if (isEnabled && followed !== jobId) setFollowed(jobId);

  const handle = useEffectEvent((event: JobEvent) => {
    if (event.type === "progress" || event.type === "status") patchJob(client, jobId, event.data);
    onEvent(event);
  });

  useEffect(() => {
    if (followed !== jobId) return;
    const controller = new AbortController();
    void followJob(jobId, {
      signal: controller.signal,
      onEvent: (event) => handle(event),
      onConnected,
    }).finally(() => {
      void client.invalidateQueries({ queryKey: jobKeys.one(jobId) });
    });
    return () => controller.abort();
  }, [jobId, followed, client, onConnected]);
}

function patchJob(client: QueryClient, jobId: string, data: Partial<Job>): void {
  client.setQueryData<Job>(jobKeys.one(jobId), (job) => job && { ...job, ...data, id: job.id });
}
