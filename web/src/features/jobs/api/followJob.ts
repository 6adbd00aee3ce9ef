import { authorizedFetch } from "@/lib/api/client";
import { ApiError, isTransient } from "@/lib/api/errors";
import type { Change, Job, JobCounts } from "@/lib/api/types";
import { session } from "@/lib/auth/session";
import { onBackOnline } from "@/lib/online";
import { readEvents, type ServerEvent } from "@/lib/sse";
import { isOver } from "../status";

type Progress = Pick<
  Job,
  "status" | "progress" | "stage" | "attempt" | "counts" | "error" | "startedAt" | "completedAt" | "unread"
>;

export type JobEvent =
  | { type: "progress" | "status"; data: Progress }
  | { type: "queue"; data: NonNullable<Job["queue"]> }
  | { type: "change"; data: Change }
  | {
      type: "decision";
      data: { changes: Pick<Change, "id" | "state" | "decision" | "settledBy">[]; counts: JobCounts };
    };

/** In milliseconds. */
const longestSilence = 40_000;

interface Follow {
  /** Where to go on; the whole story is told to whoever has seen nothing. */
  lastEventId: string;
  signal: AbortSignal;
  onEvent: (event: JobEvent, id: string) => void;
  onConnected: (isConnected: boolean) => void;
}

/** Follows a job until its last event; a lost connection resumes after the last event that was seen. */
export async function followJob(
  jobId: string,
  { lastEventId, signal, onEvent, onConnected }: Follow,
): Promise<void> {
  let last = lastEventId;
  let hasEnded = false;
  for (let attempt = 0; !signal.aborted; attempt++) {
    const connection = new Connection(signal);
    try {
      const stream = await open(jobId, last, connection.signal);
      if (!stream) return;
      onConnected(true);
      for await (const received of readEvents(stream, connection.heard)) {
        attempt = 0;
        last = received.id || last;
        const event = parse(received);
        if (!event) continue;
        onEvent(event, last);
        hasEnded ||= event.type === "status" && isOver(event.data.status);
      }
      if (hasEnded) return;
    } catch (error) {
      if (signal.aborted || !mayComeBack(error)) return;
    } finally {
      connection.close();
      onConnected(false);
    }
    await pause(Math.min(500 * 2 ** attempt, 10_000), signal);
  }
}

/** Null when there is nothing more to come. */
async function open(
  jobId: string,
  lastEventId: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array> | null> {
  const headers = new Headers({ Accept: "text/event-stream" });
  if (lastEventId) headers.set("Last-Event-ID", lastEventId);
  const url = new URL(`/api/v1/jobs/${jobId}/events`, location.origin);
  const response = await authorizedFetch(new Request(url, { headers, signal }));
  if (!response.ok) throw ApiError.from(response.status, response.headers, null);
  return response.body;
}

function parse({ event, data }: ServerEvent): JobEvent | null {
  try {
    return { type: event, data: JSON.parse(data) } as JobEvent;
  } catch {
    // A cut event is lost, not fatal: job and cards are fetched again at the end.
    return null;
  }
}

/** A token that was refused although it had just been renewed will be another one the next time. */
function mayComeBack(error: unknown): boolean {
  if (error instanceof ApiError && error.status === 401) return session.isSignedIn();
  return isTransient(error);
}

/**
 * Given up when nothing has come for so long that it must be dead: after a sleep, or behind a network that changed, no
 * end is ever told. The server gives a sign each 15 seconds.
 */
class Connection {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly signal = this.#controller.signal;
  readonly close = (): void => {
    clearTimeout(this.#timer);
    this.outer.removeEventListener("abort", this.close);
    this.#controller.abort();
  };

  constructor(private readonly outer: AbortSignal) {
    outer.addEventListener("abort", this.close);
    this.heard();
  }

  readonly heard = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.close, longestSilence);
  };
}

/** Cut short when the network is back. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    const stop = onBackOnline(done);
    signal.addEventListener("abort", done);
  });
}
