import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/lib/api/client";
import { jobKeys } from "@/lib/api/queryClient";
import { uuid7 } from "@/lib/uuid7";
import { planKey } from "./deckPlan";

/** Has the rest decided at a tolerated error, and takes that back as one. */
export function useAutopilot(jobId: string) {
  const client = useQueryClient();
  const onSuccess = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: planKey(jobId) }),
      client.invalidateQueries({ queryKey: jobKeys.changes(jobId) }),
    ]);
  const start = useMutation({
    mutationFn: (tolerance: number) =>
      unwrap(
        api.POST("/api/v1/jobs/{id}/autopilot", {
          params: { path: { id: jobId } },
          headers: idempotent(uuid7()),
          body: { tolerance },
        }),
      ),
    onSuccess,
  });
  const undo = useMutation({
    mutationFn: (batchId: string) =>
      unwrap(
        api.POST("/api/v1/jobs/{id}/autopilot/{batchId}/undo", {
          params: { path: { id: jobId, batchId } },
        }),
      ),
    onSuccess,
  });
  return { start, undo };
}

export type AutopilotActions = ReturnType<typeof useAutopilot>;
