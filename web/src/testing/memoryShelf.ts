import { byTime, type Entry } from "@/features/review/queue/intent";
import type { Shelf } from "@/features/review/queue/shelf";

/** A device's shelf. As with IndexedDB, what is asked for happens in order and a while later. */
export class MemoryShelf implements Shelf {
  readonly kept = new Map<string, Entry>();
  isRefusing = false;

  put = (entries: readonly Entry[]) =>
    this.later(() => {
      for (const entry of entries) this.kept.set(entry.id, structuredClone(entry));
    });

  remove = (ids: readonly string[]) =>
    this.later(() => {
      for (const id of ids) this.kept.delete(id);
    });

  read = (jobId?: string) =>
    this.later(() => [...this.kept.values()].filter((entry) => !jobId || entry.jobId === jobId).sort(byTime));

  protected later<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      setTimeout(() => {
        if (this.isRefusing) reject(new DOMException("full", "QuotaExceededError"));
        else resolve(work());
      }, 1);
    });
  }
}
