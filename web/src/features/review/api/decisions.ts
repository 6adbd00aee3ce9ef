import { api, unwrap } from "@/lib/api/client";
import type { DecideResponse, Decision } from "@/lib/api/types";

/** An answer that takes longer is not waited for: other tabs wait for their turn. In milliseconds. */
const patience = 30_000;
/** Browsers let a page that is closed finish requests of so many bytes. */
const mostAfterClose = 30_000;

/** Appends decisions. Sending one twice counts once, by its id. */
export function sendDecisions(jobId: string, decisions: Decision[]): Promise<DecideResponse> {
  const keepalive = JSON.stringify(decisions).length < mostAfterClose;
  return unwrap(
    api.POST("/api/v1/jobs/{id}/decisions", {
      params: { path: { id: jobId } },
      body: { decisions },
      signal: AbortSignal.timeout(patience),
      keepalive,
    }),
  );
}
