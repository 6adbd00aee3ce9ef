import type { Download, Job, Payment } from "@/lib/api/types";

export type Entry = { id: string; at: string; jobId: string; fileName: string | null } & (
  | { list: "jobs"; job: Job }
  | { list: "payments"; payment: Payment }
  | { list: "downloads"; download: Download }
);

export function entriesOf(
  jobs: readonly Job[],
  payments: readonly Payment[],
  downloads: readonly Download[],
): Entry[] {
  return [
    ...jobs.map(
      (job): Entry => ({
        list: "jobs",
        id: job.id,
        at: job.createdAt,
        jobId: job.id,
        fileName: job.fileName,
        job,
      }),
    ),
    // What costs nothing is settled without anybody's doing.
    ...payments
      .filter(({ status }) => status !== "notRequired")
      .map(
        (payment): Entry => ({
          list: "payments",
          id: payment.id,
          at: payment.settledAt ?? payment.createdAt,
          jobId: payment.jobId,
          fileName: null,
          payment,
        }),
      ),
    ...downloads.map(
      (download): Entry => ({
        list: "downloads",
        id: download.id,
        at: download.createdAt,
        jobId: download.jobId,
        fileName: download.name,
        download,
      }),
    ),
  ];
}

/**
 * The newest first, down to where all lists are known: of one that goes on there may be more below its last entry, which
 * would turn up in the middle later.
 */
export function shownUntil(entries: readonly Entry[], open: readonly Entry["list"][]): Entry[] {
  const ends = open.map((list) =>
    entries
      .filter((entry) => entry.list === list)
      .reduce((oldest, { at }) => (at < oldest ? at : oldest), "9999"),
  );
  const names = new Map(
    entries.flatMap((entry) => (entry.list === "jobs" ? [[entry.jobId, entry.fileName]] : [])),
  );
  return entries
    .filter(({ at }) => ends.every((end) => at >= end))
    .map((entry) => ({ ...entry, fileName: entry.fileName ?? names.get(entry.jobId) ?? null }))
    .sort((one, other) => (one.at < other.at ? 1 : -1));
}

/** By the day on which they were, where the person is. */
export function byDay(entries: readonly Entry[]): [day: string, entries: Entry[]][] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = new Date(entry.at).toDateString();
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days.values()].map((of) => [of[0]?.at ?? "", of]);
}
