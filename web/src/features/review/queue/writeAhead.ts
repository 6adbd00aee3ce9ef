import type { Entry } from "./intent";

const prefix = "swipereview.decision.";

/**
 * Decisions that the shelf does not have yet, in storage that is written before the next line runs. One item a decision,
 * so that tabs never overwrite each other's.
 */
export class WriteAhead {
  // Asked for each time: where storage is forbidden, naming it throws.
  constructor(private readonly storage: () => Storage) {}

  /** Whether it is kept. */
  write(entry: Entry): boolean {
    try {
      this.storage().setItem(keyOf(entry.jobId, entry.id), JSON.stringify(entry));
      return true;
    } catch {
      return false;
    }
  }

  remove(entries: readonly Entry[]): void {
    try {
      for (const { jobId, id } of entries) this.storage().removeItem(keyOf(jobId, id));
    } catch {
      // Where storage is forbidden nothing was written.
    }
  }

  /** An older version of the app kept everything here, without saying whose it was. */
  read(): Entry[] {
    return this.#keys().flatMap((key) => {
      const stored = parse(this.storage().getItem(key));
      return stored ? [{ ...stored, jobId: jobOf(key), user: stored.user ?? null, attempted: true }] : [];
    });
  }

  #keys(): string[] {
    try {
      const storage = this.storage();
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
      return keys.filter((key) => key.startsWith(prefix));
    } catch {
      return [];
    }
  }
}

const keyOf = (jobId: string, id: string) => `${prefix}${jobId}.${id}`;
const jobOf = (key: string) => key.slice(prefix.length, key.lastIndexOf("."));

function parse(
  text: string | null,
): (Partial<Entry> & Pick<Entry, "id" | "changeId" | "action" | "decidedAt">) | null {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
