import { useMemo, useSyncExternalStore } from "react";

/** Cards that were put off, and when. */
export type Flags = ReadonlyMap<string, string>;

const none: Flags = new Map();

/** A job's flags, kept on this device: they are a person's bookmarks and no decisions. */
export class FlagStore {
  readonly #key: string;
  readonly #listeners = new Set<() => void>();
  #flags: Flags;

  constructor(
    jobId: string,
    private readonly storage: Storage = localStorage,
  ) {
    this.#key = `swipereview.flags.${jobId}`;
    this.#flags = this.#read();
  }

  readonly snapshot = (): Flags => this.#flags;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    // Another tab has flagged.
    const hear = ({ key }: StorageEvent) => key === this.#key && this.#show(this.#read());
    window.addEventListener("storage", hear);
    return () => {
      this.#listeners.delete(listener);
      window.removeEventListener("storage", hear);
    };
  };

  set(changeId: string, isFlagged: boolean): void {
    const flags = new Map(this.#flags);
    if (isFlagged) flags.set(changeId, new Date().toISOString());
    else flags.delete(changeId);
    try {
      if (flags.size === 0) this.storage.removeItem(this.#key);
      else this.storage.setItem(this.#key, JSON.stringify([...flags]));
    } catch {
      // Storage is full or forbidden: the flag holds until the page is left.
    }
    this.#show(flags);
  }

  #show(flags: Flags): void {
    this.#flags = flags;
    for (const listener of this.#listeners) listener();
  }

  #read(): Flags {
    try {
      const stored: unknown = JSON.parse(this.storage.getItem(this.#key) ?? "[]");
      return Array.isArray(stored) ? new Map(stored as [string, string][]) : none;
    } catch {
      return none;
    }
  }
}

export function useFlags(jobId: string) {
  const store = useMemo(() => new FlagStore(jobId), [jobId]);
  return { flags: useSyncExternalStore(store.subscribe, store.snapshot), store };
}
