import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** A decision that the server has not confirmed. */
export interface KeptDecision {
  id: string;
  jobId: string;
  /** Whose it is; null in what was kept before this was noted. */
  user: string | null;
  changeId: string;
  action: "accept" | "reject" | "skip" | "edit" | "undo";
  replacement?: string;
  decidedAt: string;
  /** It may have reached the server: nothing that takes it back may drop it silently. */
  attempted: boolean;
}

/** An answer of the API as it was last, so that a page can show it without network; its text is kept apart. */
export interface KeptAnswer {
  /** User and query. */
  key: string;
  user: string;
  /** What is let go together. */
  jobId: string;
  /** When the server said so, in milliseconds. */
  at: number;
  /** Characters of its text. */
  size: number;
}

/** What the service worker needs to send decisions after the last page is closed. */
export interface Handover {
  user: string | null;
  accessToken: string;
  /** In milliseconds, by this device's clock. */
  expiresAt: number;
  refreshToken: string;
  /** The id under which page and worker trade the refresh token, so that both get the same successor. */
  renewalId: string;
}

interface Schema extends DBSchema {
  decisions: { key: string; value: KeptDecision; indexes: { jobId: string } };
  answers: { key: string; value: KeptAnswer };
  texts: { key: string; value: string };
  handover: { key: "token"; value: Handover };
}

export type Database = IDBPDatabase<Schema>;

let opened: Promise<Database> | null = null;

/** The one database of this app, shared by its tabs and its service worker. Rejects where the browser keeps nothing. */
export function database(): Promise<Database> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Database> {
  const forget = () => {
    opened = null;
  };
  try {
    const db = await openDB<Schema>("swipereview", 1, {
      upgrade(fresh) {
        fresh.createObjectStore("decisions", { keyPath: "id" }).createIndex("jobId", "jobId");
        fresh.createObjectStore("answers", { keyPath: "key" });
        fresh.createObjectStore("texts");
        fresh.createObjectStore("handover");
      },
      // A newer version of the app in another tab must not wait for this one.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    return db;
  } catch (error) {
    forget();
    throw error;
  }
}
