import { database } from "@/lib/offline/database";
import { byTime, type Entry } from "./intent";

/** Where decisions are kept until the server has them, for all tabs and the service worker. */
export interface Shelf {
  put(entries: readonly Entry[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** In the order of decision; of all jobs when none is named. */
  read(jobId?: string): Promise<Entry[]>;
}

export const indexedDbShelf: Shelf = {
  async put(entries) {
    const { store, done } = (await database()).transaction("decisions", "readwrite");
    for (const entry of entries) void store.put(entry);
    await done;
  },
  async remove(ids) {
    const { store, done } = (await database()).transaction("decisions", "readwrite");
    for (const id of ids) void store.delete(id);
    await done;
  },
  async read(jobId) {
    const db = await database();
    const found = jobId
      ? await db.getAllFromIndex("decisions", "jobId", jobId)
      : await db.getAll("decisions");
    return found.sort(byTime);
  },
};
