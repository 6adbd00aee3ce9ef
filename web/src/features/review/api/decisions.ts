import { api, unwrap } from "@/lib/api/client";
import type { DecideResponse, Decision } from "@/lib/api/types";

/** Appends decisions. Sending one twice counts once, by its id. */
export function sendDecisions(jobId: string, decisions: Decision[]): Promise<DecideResponse> {
  return unwrap(
    api.POST("/api/v1/jobs/{id}/decisions", { params: { path: { id: jobId } }, body: { decisions } }),
  );
}
