import { ApiError, isTransient, messageOf } from "@/lib/api/errors";
import type { Change, DecideResponse, Decision, JobCounts } from "@/lib/api/types";
import { uuid7 } from "@/lib/uuid7";
import { type Intent, toDecision } from "./intent";
import type { Journal } from "./journal";
import { families, standingsOf } from "./standing";

export const maxBatch = 500;
/** Long enough to gather a fast hand's swipes, short enough that another device sees them within a second. */
const gatherFor = 300;
const longestPause = 30_000;

export interface QueueSnapshot {
  /** The latest intent for each change that this device decided, in the order of decision. */
  readonly intents: ReadonlyMap<string, Intent>;
  readonly unsent: number;
  /** Why what is unsent could not be sent last time. */
  readonly problem: string | null;
  /** Why the server did not take a decision; until the next one is made. */
  readonly refusal: string | null;
}

/** How a change stands, in the server's words. */
type Told = Pick<Change, "id" | "state" | "decision">;

interface Options {
  journal: Journal;
  send: (decisions: Decision[]) => Promise<DecideResponse>;
  onCounts?: (counts: JobCounts) => void;
  /** The server will never take some decisions: the cards must be fetched again. */
  onRefused?: () => void;
}

/**
 * The one way from a swipe to the server. Memory, then journal, then network: the deck never waits.
 *
 * For the server a change's decisions are a pile: each goes on top, an undo takes the topmost off. So the latest
 * intent may replace one that has never left this device, and an undo may simply drop it; what may have arrived,
 * answer or no answer, is never rewritten but followed.
 */
export class DecisionQueue {
  #intents = new Map<string, Intent>();
  #unsent: Intent[] = [];
  /** Ids that may have reached the server. */
  readonly #attempted = new Set<string>();
  #isSending = false;
  #isClosed = false;
  #failures = 0;
  #problem: string | null = null;
  #refusal: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastDecidedAt = 0;
  #snapshot: QueueSnapshot;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly options: Options) {
    this.#unsent = options.journal.read();
    for (const intent of this.#unsent) {
      // Whoever wrote it may have sent it and gone before the answer.
      this.#attempted.add(intent.id);
      this.#show(intent);
    }
    this.#snapshot = this.#capture();
    this.flush();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): QueueSnapshot => this.#snapshot;

  decide(changeId: string, action: Intent["action"], replacement?: string): void {
    const intent = this.#intend(changeId, action, replacement);
    const overtaken = this.#dropUnseen(changeId);
    if (action !== "undo" || !overtaken) {
      this.#unsent.push(intent);
      this.options.journal.add(intent);
    }
    this.#show(intent);
    this.#refusal = null;
    this.#changed();
    if (this.#failures === 0) this.#schedule(this.#unsent.length >= maxBatch ? 0 : gatherFor);
  }

  /**
   * The server has told how these of the changes stand. Where nothing of ours is on its way and it says otherwise, its
   * word counts. Where it agrees ours stays: a list that was asked for earlier may still arrive and must not bring
   * decided cards back.
   */
  confirm(told: readonly Told[], changes: readonly Change[] = []): void {
    const unsent = families(
      changes,
      this.#unsent.map((intent) => intent.changeId),
    );
    const standings = standingsOf(changes, this.#intents);
    const overruled = told.filter(({ id, state, decision }) => {
      if (unsent.has(id)) return false;
      const intent = this.#intents.get(id);
      if (intent && intent.action !== (decision?.action ?? "undo")) return true;
      return (standings.get(id)?.state ?? state) !== state;
    });
    const known = this.#intents.size;
    for (const id of families(
      changes,
      overruled.map(({ id }) => id),
    ))
      this.#intents.delete(id);
    if (this.#intents.size < known) this.#changed();
  }

  /** Now, and not after the pause: the network is back, or the page is about to go. */
  flush(): void {
    if (this.#unsent.length > 0) this.#schedule(0);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #intend(changeId: string, action: Intent["action"], replacement: string | undefined): Intent {
    // A pile is in the order of time, so a clock that is set back must not put an undo before what it takes back.
    this.#lastDecidedAt = Math.max(Date.now(), this.#lastDecidedAt + 1);
    const decidedAt = new Date(this.#lastDecidedAt).toISOString();
    return {
      id: uuid7(),
      changeId,
      action,
      decidedAt,
      ...(replacement === undefined ? {} : { replacement }),
    };
  }

  /** Forgets the change's last decision, if it is certain that nobody else knows of it. */
  #dropUnseen(changeId: string): boolean {
    const index = this.#unsent.findLastIndex((intent) => intent.changeId === changeId);
    const last = this.#unsent[index];
    if (!last || last.action === "undo" || this.#attempted.has(last.id)) return false;
    this.#unsent.splice(index, 1);
    this.options.journal.remove([last]);
    return true;
  }

  #show(intent: Intent): void {
    // Delete first: a Map keeps the place of a key it knows, and the order is the order of decision.
    this.#intents.delete(intent.changeId);
    this.#intents.set(intent.changeId, intent);
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.#sendNext(), delay);
  }

  async #sendNext(): Promise<void> {
    if (this.#isSending || this.#unsent.length === 0) return;
    this.#isSending = true;
    try {
      await this.#deliver(this.#unsent.slice(0, maxBatch));
      this.#failures = 0;
      this.#problem = null;
    } catch (error) {
      this.#failures += 1;
      this.#problem = messageOf(error);
    }
    this.#isSending = false;
    this.#changed();
    if (this.#unsent.length > 0) this.#schedule(this.#failures === 0 ? 0 : this.#pause());
  }

  async #deliver(batch: Intent[]): Promise<void> {
    for (const { id } of batch) this.#attempted.add(id);
    try {
      const { counts } = await this.options.send(batch.map(toDecision));
      this.#settle(batch);
      this.options.onCounts?.(counts);
    } catch (error) {
      if (isTransient(error) || hasStatus(error, 401)) throw error;
      if (batch.length === 1 || concernsWholeJob(error)) return this.#refuse(batch, error);
      // One bad decision must not hold up the others: halve until it stands alone.
      const middle = batch.length >> 1;
      await this.#deliver(batch.slice(0, middle));
      await this.#deliver(batch.slice(middle));
    }
  }

  #settle(batch: readonly Intent[]): void {
    this.options.journal.remove(batch);
    const settled = new Set(batch);
    this.#unsent = this.#unsent.filter((intent) => !settled.has(intent));
  }

  #refuse(batch: readonly Intent[], error: unknown): void {
    this.#settle(batch);
    for (const intent of batch) {
      if (this.#intents.get(intent.changeId) === intent) this.#intents.delete(intent.changeId);
    }
    this.#refusal = messageOf(error);
    this.options.onRefused?.();
  }

  #pause(): number {
    return Math.min(500 * 2 ** this.#failures, longestPause) * (0.75 + Math.random() / 2);
  }

  #changed(): void {
    this.#snapshot = this.#capture();
    for (const listener of this.#listeners) listener();
  }

  #capture(): QueueSnapshot {
    return {
      intents: new Map(this.#intents),
      unsent: this.#unsent.length,
      problem: this.#problem,
      refusal: this.#refusal,
    };
  }
}

function hasStatus(error: unknown, ...statuses: number[]): boolean {
  return error instanceof ApiError && statuses.includes(error.status);
}

/** The job is gone, somebody else's, or closed to decisions. */
function concernsWholeJob(error: unknown): boolean {
  if (error instanceof ApiError && error.status === 404) return error.details.resource !== "change";
  return hasStatus(error, 403, 409, 410);
}
