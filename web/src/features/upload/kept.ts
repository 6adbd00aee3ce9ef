import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { StoredFile } from "@/lib/api/types";

/** What is known of an upload when the page is loaded again. */
export interface Kept {
  id: string;
  name: string;
  size: number;
  lastModified: number;
  /** Where the server has it. */
  address: string | null;
  /** Null where the browser had no room for it: the person has to choose the file again. */
  file: File | null;
  stored: StoredFile | null;
  /** How far it was when the person paused it; null while it may go on by itself. */
  pausedAt: number | null;
}

interface Schema extends DBSchema {
  uploads: { key: string; value: Kept };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

/**
 * Unfinished uploads with their bytes, in this browser. Where a browser keeps nothing (private windows, a full disk) all
 * of this does nothing, and an upload lasts as long as its page.
 */
export const kept = {
  all: () => tried((db) => db.getAll("uploads"), []),
  async put(upload: Kept): Promise<void> {
    const isKept = await tried(async (db) => (await db.put("uploads", upload)) !== "", false);
    if (!isKept && upload.file) await kept.put({ ...upload, file: null });
  },
  async change(id: string, change: Partial<Kept>): Promise<void> {
    await tried(async (db) => {
      const write = db.transaction("uploads", "readwrite");
      const known = await write.store.get(id);
      if (known) await write.store.put({ ...known, ...change });
      await write.done;
    }, undefined);
  },
  forget: (id: string) => tried((db) => db.delete("uploads", id), undefined),
  forgetAll: () => tried((db) => db.clear("uploads"), undefined),
};

async function tried<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>, otherwise: T): Promise<T> {
  try {
    opened ??= openDB<Schema>("swipereview-uploads", 1, {
      upgrade: (db) => void db.createObjectStore("uploads", { keyPath: "id" }),
      // Another tab has a newer version of the app, or the person has cleared the browser's data.
      terminated: () => {
        opened = null;
      },
    });
    return await work(await opened);
  } catch {
    opened = null;
    return otherwise;
  }
}
