import { byTime, type Entry } from "./intent";
import type { Shelf } from "./shelf";
import { WriteAhead } from "./writeAhead";

/** A shelf that has not answered by then is broken: decisions must not wait for it. In milliseconds. */
const patience = 3_000;

/**
 * What this device has decided and the server has not confirmed, of all jobs. The shelf keeps it, but only in a while; so
 * a decision is first written ahead to storage that is written before the next line runs, and stays there until the
 * shelf has it. A page that refuses both keeps it in memory, and says so.
 */
export class Journal {
  /** What this tab wrote and nobody has taken off yet. */
  readonly #own = new Map<string, Entry>();
  /** What would go with this page. */
  readonly #volatile = new Set<string>();
  readonly #ahead: WriteAhead;

  constructor(
    private readonly shelf: Shelf,
    storage: () => Storage = () => localStorage,
  ) {
    this.#ahead = new WriteAhead(storage);
  }

  /** Nothing of what is unsent would be lost if the page went away now. */
  get isSafe(): boolean {
    return this.#volatile.size === 0;
  }

  add(entry: Entry): void {
    this.#own.set(entry.id, entry);
    if (!this.#ahead.write(entry)) this.#volatile.add(entry.id);
    void this.#keep([entry]).then(() => {
      // Another tab found it written ahead, and sent it, before the shelf had it from here.
      if (!this.#own.has(entry.id)) void this.remove([entry]);
    });
  }

  /** Takes over what is only written ahead, by tabs that are gone and by older versions of the app. */
  async adopt(): Promise<void> {
    const left = this.leftBehind().filter(({ id }) => !this.#own.has(id));
    if (left.length > 0) await this.#keep(left);
  }

  /** What a tab that is gone left behind before the shelf had it. Whether it was sent nobody knows. */
  leftBehind(jobId?: string): Entry[] {
    const found = this.#ahead.read().filter((entry) => !jobId || entry.jobId === jobId);
    return found.map((entry) => this.#own.get(entry.id) ?? entry);
  }

  async read(jobId?: string): Promise<Entry[]> {
    const kept = await this.#orElse(this.shelf.read(jobId), []);
    const all = new Map(kept.map((entry) => [entry.id, entry]));
    for (const entry of [...this.leftBehind(jobId), ...this.#own.values()]) {
      if (jobId && entry.jobId !== jobId) continue;
      all.set(entry.id, { ...entry, attempted: entry.attempted || (all.get(entry.id)?.attempted ?? false) });
    }
    return [...all.values()].sort(byTime);
  }

  /** To be called before they are sent: who finds them later knows that they may have arrived. */
  async mark(entries: readonly Entry[]): Promise<void> {
    const fresh = entries.filter((entry) => !entry.attempted).map((entry) => ({ ...entry, attempted: true }));
    for (const entry of fresh) if (this.#own.has(entry.id)) this.#own.set(entry.id, entry);
    if (fresh.length > 0) await this.#keep(fresh);
  }

  async remove(entries: readonly Entry[]): Promise<void> {
    this.forget(entries);
    await this.#orElse(this.shelf.remove(entries.map(({ id }) => id)), undefined);
  }

  /** Another tab has taken them off. */
  forget(entries: readonly Entry[]): void {
    for (const { id } of entries) {
      this.#own.delete(id);
      this.#volatile.delete(id);
    }
    this.#ahead.remove(entries);
  }

  async #keep(entries: readonly Entry[]): Promise<void> {
    const kept = this.shelf.put(entries).then(() => true);
    if (!(await this.#orElse(kept, false))) return;
    this.#ahead.remove(entries);
    for (const { id } of entries) this.#volatile.delete(id);
  }

  /** Storage that is full, forbidden or stuck is no reason to stop: what is in memory and written ahead counts then. */
  #orElse<T>(work: Promise<T>, otherwise: T): Promise<T> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(otherwise), patience);
      work.then(resolve, () => resolve(otherwise)).finally(() => clearTimeout(timer));
    });
  }
}
