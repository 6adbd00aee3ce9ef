import type { Job, JobStatus } from "@/lib/api/types";

/** Work may still bring cards. */
export function isLive(job: Pick<Job, "status"> | undefined): boolean {
  return job?.status === "queued" || job?.status === "running";
}

/** Nothing more will happen to it: decisions are final too. */
export function isOver(status: JobStatus): boolean {
  return status === "delivered" || status === "failed" || status === "cancelled";
}

/** Nothing is wrong with the file: another task may be done. */
export function lacksModel({ error }: Pick<Job, "error">): boolean {
  return error?.code === "NO_MODEL";
}

export const stageLabels: Record<Job["stage"], string> = {
  waiting: "Waiting for its turn",
  reading: "Reading your file",
  proposing: "Looking for changes",
  retrying: "Something hiccuped; trying again",
  done: "Done",
  stopped: "Stopped",
};

export const statusLabels: Record<JobStatus, string> = {
  queued: "In line",
  running: "Working",
  ready: "Ready",
  delivered: "Delivered",
  failed: "Failed",
  cancelled: "Cancelled",
};
