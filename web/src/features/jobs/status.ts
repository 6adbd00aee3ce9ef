import type { Job, JobStatus } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";

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

export const stageLabels = catalogue({
  en: {
    waiting: "Waiting for its turn",
    reading: "Reading your file",
    proposing: "Looking for changes",
    retrying: "Something hiccuped; trying again",
    done: "Done",
    stopped: "Stopped",
  },
  de: {
    waiting: "Wartet, bis es an der Reihe ist",
    reading: "Deine Datei wird gelesen",
    proposing: "Änderungen werden gesucht",
    retrying: "Etwas hat gehakt; neuer Versuch",
    done: "Fertig",
    stopped: "Angehalten",
  },
}) satisfies Record<Job["stage"], string>;

export const statusLabels = catalogue({
  en: {
    queued: "In line",
    running: "Working",
    ready: "Ready",
    delivered: "Delivered",
    failed: "Failed",
    cancelled: "Cancelled",
  },
  de: {
    queued: "Wartet",
    running: "In Arbeit",
    ready: "Bereit",
    delivered: "Geliefert",
    failed: "Fehlgeschlagen",
    cancelled: "Abgebrochen",
  },
}) satisfies Record<JobStatus, string>;
