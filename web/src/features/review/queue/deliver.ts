import { ApiError, isTransient } from "@/lib/api/errors";
import type { DecideResponse, Decision, JobCounts } from "@/lib/api/types";
import type { withLock } from "@/lib/auth/lock";
import { type Entry, toDecision } from "./intent";
import { cancelledAmong, undoOf } from "./pile";

/** As many as the API takes at once. */
export const maxBatch = 500;

/** Decisions that are off the journal, and why. */
export type Gone =
  | { fate: "sent"; entries: readonly Entry[]; counts: JobCounts; isRepeated: boolean }
  | { fate: "cancelled"; entries: readonly Entry[] }
  | { fate: "refused"; entries: readonly Entry[]; problem: string };

interface Delivery {
  jobId: string;
  journal: {
    read(jobId: string): Promise<Entry[]>;
    mark(entries: readonly Entry[]): Promise<void>;
    remove(entries: readonly Entry[]): Promise<void>;
  };
  /** Whose decisions these are to be; others' stay where they are. */
  user: string | null;
  send: (decisions: Decision[]) => Promise<DecideResponse>;
  /** One sender at a time on a device. */
  lock: typeof withLock;
  onGone: (gone: Gone) => void;
  /** Puts a refusal into words. Null where nobody could be told of it: what is refused then stays in the journal. */
  explain: ((error: unknown) => string) | null;
}

/**
 * Sends all that a job's journal holds, whichever tab wrote it, in the order of decision. One at a time on a device: the
 * others wait for their turn and find nothing left. Rejects when what is left can't be sent now.
 */
export function deliver({ jobId, journal, user, send, lock, onGone, explain }: Delivery): Promise<void> {
  const take = async (gone: Gone) => {
    await journal.remove(gone.entries);
    onGone(gone);
  };

  const dropped = new Set<string>();
  const refuse = async (entries: readonly Entry[], problem: string) => {
    const [only, ...others] = entries;
    const undo = only && others.length === 0 ? undoOf(only, await journal.read(jobId)) : undefined;
    await take({ fate: "refused", entries, problem });
    // What was never taken can't be taken back: on the server its undo would hit what lies below.
    if (undo) await take({ fate: "cancelled", entries: [undo] });
    if (undo) dropped.add(undo.id);
  };

  const sendBatch = async (given: readonly Entry[]): Promise<void> => {
    const batch = given.filter(({ id }) => !dropped.has(id));
    if (batch.length === 0) return;
    try {
      const { counts, ignored } = await send(batch.map(toDecision));
      await take({ fate: "sent", entries: batch, counts, isRepeated: ignored > 0 });
    } catch (error) {
      if (!explain || isTransient(error) || hasStatus(error, 401)) throw error;
      if (batch.length === 1 || concernsWholeJob(error)) return refuse(batch, explain(error));
      // One bad decision must not hold up the others: halve until it stands alone.
      const middle = batch.length >> 1;
      await sendBatch(batch.slice(0, middle));
      await sendBatch(batch.slice(middle));
    }
  };

  return lock(`swipereview.send.${jobId}`, async () => {
    for (;;) {
      const entries = (await journal.read(jobId)).filter(
        (entry) => entry.user === null || entry.user === user,
      );
      const cancelled = cancelledAmong(entries);
      if (cancelled.length > 0) await take({ fate: "cancelled", entries: cancelled });
      const batch = entries.filter((entry) => !cancelled.includes(entry)).slice(0, maxBatch);
      if (batch.length === 0) return;
      await journal.mark(batch);
      await sendBatch(batch);
    }
  });
}

function hasStatus(error: unknown, ...statuses: number[]): boolean {
  return error instanceof ApiError && statuses.includes(error.status);
}

/** The job is gone, somebody else's, or closed to decisions. */
function concernsWholeJob(error: unknown): boolean {
  if (error instanceof ApiError && error.status === 404) return error.details.resource !== "change";
  return hasStatus(error, 403, 409, 410);
}
