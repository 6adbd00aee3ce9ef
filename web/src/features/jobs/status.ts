import type { Job, JobStatus } from "@/lib/api/types";

/** Work may still bring cards. */
export function isLive(job: Pick<Job, "status"> | undefined): boolean {
  return job?.status === "queued" || job?.status === "running";
}

export function isFinal(status: JobStatus): boolean {
  return status !== "queued" && status !== "running";
}

export const statusLabels: Record<JobStatus, string> = {
  queued: "In line",
  running: "Working",
  ready: "Ready",
  delivered: "Delivered",
  failed: "Failed",
  cancelled: "Cancelled",
};
