import { api, unwrap } from "@/lib/api/client";

/** One decision for exactly these changes, where they are undecided; answers with the batch that undoes it. */
export async function decideTogether(
  jobId: string,
  changeIds: string[],
  action: "accept" | "reject",
): Promise<string> {
  const filter: { pattern?: string; changeIds: string[] } = { changeIds };
  const { batchId } = await unwrap(
    api.POST("/api/v1/jobs/{id}/decisions/bulk", {
      params: { path: { id: jobId } },
      body: { filter, action },
    }),
  );
  return batchId;
}

/** Takes a batch back where it still stands. */
export async function undoTogether(jobId: string, batchId: string): Promise<void> {
  await unwrap(
    api.POST("/api/v1/jobs/{id}/decisions/bulk/{batchId}/undo", {
      params: { path: { id: jobId, batchId } },
    }),
  );
}
