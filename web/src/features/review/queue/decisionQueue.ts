import { ApiError, isTransient, messageOf } from "@/lib/api/errors";
import type { DecideResponse, Decision, JobCounts } from "@/lib/api/types";
import { uuid7 } from "@/lib/uuid7";
import { type Intent, toDecision } from "./intent";
import type { Journal } from "./journal";

export const maxBatch = 500;
/** Long enough to gather a fast hand's swipes, short enough that another device sees them within a second. */
const gatherFor = 300;
const longestPause = 30_000;

export interface QueueSnapshot {
  /** The latest intent for each change this device decided on, sent or not, in the order of decision. */
  readonly intents: ReadonlyMap<string, Intent>;
  readonly unsent: number;
  /** Set while the server can't be reached or refused something; cleared by the next success. */
  readonly problem: string | null;
}

interface Options {
  journal: Journal;
  send: (decisions: Decision[]) => Promise<DecideResponse>;
  onCounts?: (counts: JobCounts) => void;
  /** Decisions that the server will never take: the cards must be fetched again. */
  onRefused?: (refused: readonly Intent[], error: unknown) => void;
}

/**
 * The one way from a swipe to the server. Memory, then journal, then network: the deck never waits. For each
 * change the latest intent wins; what is on its way is left alone and followed by what came after.
 */
export class DecisionQueue {
  #intents = new Map<string, Intent>();
  #unsent = new Map<string, Intent>();
  #sending: Intent[] = [];
  #problem: string | null = null;
  #snapshot: QueueSnapshot;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #closed = false;
  #waiters: (() => void)[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(private readonly options: Options) {
    for (const intent of options.journal.read()) this.#replace(intent);
    this.#snapshot = this.#capture();
    if (this.#unsent.size > 0) this.#schedule(0);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): QueueSnapshot => this.#snapshot;

  decide(changeId: string, action: Intent["action"], replacement?: string): void {
    const intent: Intent = {
      id: uuid7(),
      changeId,
      action,
      decidedAt: new Date().toISOString(),
      ...(replacement === undefined ? {} : { replacement }),
    };
    this.#replace(intent);
    this.options.journal.add(intent);
    this.#changed();
    if (this.#failures === 0) this.#schedule(this.#unsent.size >= maxBatch ? 0 : gatherFor);
  }

  /** Now, and not after the pause: the network is back, or the page is about to go. */
  flush(): void {
    if (this.#unsent.size > 0) this.#schedule(0);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#closed = true;
  }

  /** Resolves when the server has everything. */
  whenIdle(): Promise<void> {
    this.flush();
    if (this.#unsent.size === 0 && this.#sending.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  #replace(intent: Intent): void {
    const overtaken = this.#unsent.get(intent.changeId);
    if (overtaken) this.options.journal.remove([overtaken]);
    for (const map of [this.#unsent, this.#intents]) {
      // Delete first: a Map keeps the place of a key it knows, and the order is the order of decision.
      map.delete(intent.changeId);
      map.set(intent.changeId, intent);
    }
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#sendNext(), delay);
  }

  async #sendNext(): Promise<void> {
    if (this.#sending.length > 0 || this.#unsent.size === 0) return;
    this.#sending = [...this.#unsent.values()].slice(0, maxBatch);
    for (const { changeId } of this.#sending) this.#unsent.delete(changeId);
    try {
      await this.#deliver(this.#sending);
      this.#failures = 0;
      this.#problem = null;
      this.#sending = [];
    } catch (error) {
      this.#putBack(error);
    }
    this.#changed();
    if (this.#unsent.size > 0) this.#schedule(this.#failures === 0 ? 0 : this.#pause());
  }

  async #deliver(batch: Intent[]): Promise<void> {
    try {
      const { counts } = await this.options.send(batch.map(toDecision));
      this.options.journal.remove(batch);
      this.options.onCounts?.(counts);
    } catch (error) {
      if (isTransient(error) || hasStatus(error, 401)) throw error;
      if (batch.length === 1 || hasStatus(error, 403, 404, 410)) return this.#refuse(batch, error);
      // One bad decision must not hold up the others: halve until it stands alone.
      const middle = batch.length >> 1;
      await this.#deliver(batch.slice(0, middle));
      await this.#deliver(batch.slice(middle));
    }
  }

  #refuse(batch: Intent[], error: unknown): void {
    this.options.journal.remove(batch);
    for (const intent of batch) {
      if (this.#intents.get(intent.changeId) === intent) this.#intents.delete(intent.changeId);
    }
    this.options.onRefused?.(batch, error);
  }

  #putBack(error: unknown): void {
    this.#failures += 1;
    this.#problem = messageOf(error);
    // What was decided meanwhile wins, also over what may have arrived although its answer was lost.
    const overtaken = this.#sending.filter(({ changeId }) => this.#unsent.has(changeId));
    this.options.journal.remove(overtaken);
    this.#unsent = new Map([
      ...this.#sending.map((intent) => [intent.changeId, intent] as const),
      ...this.#unsent,
    ]);
    this.#sending = [];
  }

  #pause(): number {
    return Math.min(500 * 2 ** this.#failures, longestPause) * (0.75 + Math.random() / 2);
  }

  #changed(): void {
    this.#snapshot = this.#capture();
    for (const listener of this.#listeners) listener();
    if (this.#unsent.size > 0 || this.#sending.length > 0) return;
    for (const resolve of this.#waiters.splice(0)) resolve();
  }

  #capture(): QueueSnapshot {
    return {
      intents: new Map(this.#intents),
      unsent: this.#unsent.size + this.#sending.length,
      problem: this.#problem,
    };
  }
}

function hasStatus(error: unknown, ...statuses: number[]): boolean {
  return error instanceof ApiError && statuses.includes(error.status);
}
