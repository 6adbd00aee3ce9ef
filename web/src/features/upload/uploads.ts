import type { StoredFile } from "@/lib/api/types";
import { session } from "@/lib/auth/session";
import { uuid7 } from "@/lib/uuid7";
import { discardFile } from "./api/discardFile";
import { endUpload, sendFile } from "./api/sendFile";
import { claim } from "./claim";
import { type Kept, kept } from "./kept";
import { Pace } from "./pace";

const atOnce = 2;

/** `missing`: begun before the page was loaded, and the browser did not keep the bytes. */
export type UploadState = "waiting" | "sending" | "paused" | "offline" | "failed" | "missing" | "stored";

export interface UploadItem {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly state: UploadState;
  readonly sent: number;
  /** Bytes a second. */
  readonly speed: number | null;
  readonly error: unknown;
  readonly stored: StoredFile | null;
}

interface Entry {
  item: UploadItem;
  lastModified: number;
  file: File | null;
  address: string | null;
  stop: (() => void) | null;
}

/** The files on their way, for all pages of this tab: leaving the form interrupts nothing, a reload goes on. */
export class Uploads {
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  #items: readonly UploadItem[] = [];
  #restoring: Promise<void> | null = null;

  constructor() {
    window.addEventListener("offline", () => this.#each("sending", (entry) => this.#halt(entry, "offline")));
    window.addEventListener("online", () =>
      this.#each("offline", (entry) => this.#set(entry, { state: "waiting" })),
    );
    session.subscribe(() => session.isSignedIn() || void this.clear());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly items = (): readonly UploadItem[] => this.#items;

  /** Sends each at once, or in its turn. One that is here already is not sent twice; one whose bytes are missing goes on. */
  add(files: readonly File[]): void {
    for (const file of files) {
      const known = [...this.#entries.values()].find((entry) => isSame(entry, file));
      if (known?.item.state === "missing") this.#supply(known, file);
      else if (!known) this.#begin(file);
    }
    this.#next();
  }

  pause(id: string): void {
    this.#with(id, (entry) => {
      this.#halt(entry, "paused");
      void kept.change(id, { pausedAt: entry.item.sent });
    });
  }

  resume(id: string): void {
    this.#with(id, (entry) => this.#set(entry, { state: "waiting", error: null }));
    void kept.change(id, { pausedAt: null });
  }

  /** The upload is given up, or the file deleted that it has become. */
  cancel(id: string): void {
    this.#with(id, (entry) => {
      entry.stop?.();
      const { stored } = entry.item;
      // Whether it works or not, nobody is there any more to be told; what stays behind expires.
      if (stored) discardFile(stored.id).catch(() => undefined);
      else if (entry.address) endUpload(entry.address).catch(() => undefined);
      this.#forget(id);
    });
  }

  /** A review has begun with it: it is no longer this list's. */
  release(id: string): void {
    this.#with(id, () => this.#forget(id));
  }

  /** What an earlier page of this browser left unfinished, unless another tab is at it. */
  restore(): Promise<void> {
    this.#restoring ??= this.#restore();
    return this.#restoring;
  }

  async clear(): Promise<void> {
    for (const { stop } of this.#entries.values()) stop?.();
    this.#entries.clear();
    this.#restoring = null;
    this.#publish();
    await kept.forgetAll();
  }

  async #restore(): Promise<void> {
    for (const upload of await kept.all()) {
      if (this.#entries.has(upload.id) || !(await claim(upload.id))) continue;
      this.#entries.set(upload.id, entryOf(upload));
    }
    this.#publish();
    this.#next();
  }

  #begin(file: File): void {
    const { name, size, lastModified } = file;
    const facts = { id: uuid7(), name, size, lastModified, file };
    const upload: Kept = { ...facts, address: null, stored: null, pausedAt: null };
    this.#entries.set(upload.id, entryOf(upload));
    void claim(upload.id);
    void kept.put(upload);
    this.#publish();
  }

  #supply(entry: Entry, file: File): void {
    entry.file = file;
    void kept.change(entry.item.id, { file });
    this.#set(entry, { state: "waiting" });
  }

  #next(): void {
    let free = atOnce - [...this.#entries.values()].filter(({ item }) => item.state === "sending").length;
    for (const entry of this.#entries.values()) {
      if (free <= 0) return;
      if (entry.item.state !== "waiting" || !entry.file) continue;
      if (navigator.onLine) this.#send(entry, entry.file);
      else this.#set(entry, { state: "offline" });
      free -= 1;
    }
  }

  #send(entry: Entry, file: File): void {
    const { id } = entry.item;
    const pace = new Pace();
    this.#set(entry, { state: "sending", speed: null, error: null });
    entry.stop = sendFile(file, {
      key: id,
      address: entry.address,
      onBegun: (address) => {
        entry.address = address;
        void kept.change(id, { address });
      },
      onProgress: (sent) => this.#set(entry, { sent, speed: pace.add(sent) }),
      onStored: (stored) => {
        void kept.change(id, { stored, file: null });
        this.#set(entry, { state: "stored", sent: file.size, stored });
      },
      onFailed: (error) => this.#set(entry, { state: navigator.onLine ? "failed" : "offline", error }),
    });
  }

  #halt(entry: Entry, state: "paused" | "offline"): void {
    entry.stop?.();
    this.#set(entry, { state, speed: null });
  }

  #set(entry: Entry, change: Partial<UploadItem>): void {
    const { state } = entry.item;
    entry.item = { ...entry.item, ...change };
    if (!this.#entries.has(entry.item.id)) return;
    this.#publish();
    if (entry.item.state === "waiting" || (state === "sending" && entry.item.state !== state)) this.#next();
  }

  #forget(id: string): void {
    this.#entries.delete(id);
    void kept.forget(id);
    this.#publish();
    this.#next();
  }

  #with(id: string, work: (entry: Entry) => void): void {
    const entry = this.#entries.get(id);
    if (entry) work(entry);
  }

  #each(state: UploadState, work: (entry: Entry) => void): void {
    for (const entry of [...this.#entries.values()]) if (entry.item.state === state) work(entry);
  }

  #publish(): void {
    this.#items = [...this.#entries.values()].map(({ item }) => item);
    for (const listener of this.#listeners) listener();
  }
}

function entryOf({ id, name, size, lastModified, address, file, stored, pausedAt }: Kept): Entry {
  const state = stored ? "stored" : !file ? "missing" : pausedAt === null ? "waiting" : "paused";
  const sent = stored ? size : (pausedAt ?? 0);
  const item: UploadItem = { id, name, size, state, sent, speed: null, error: null, stored };
  return { item, lastModified, file, address, stop: null };
}

function isSame({ item, lastModified }: Entry, file: File): boolean {
  return item.name === file.name && item.size === file.size && lastModified === file.lastModified;
}

export const uploads = new Uploads();
