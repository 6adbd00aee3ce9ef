import { messageOf } from "@/lib/api/messages";
import type { Change, DecideResponse, Decision, JobCounts } from "@/lib/api/types";
import { withLock } from "@/lib/auth/lock";
import { uuid7 } from "@/lib/uuid7";
import { deliver, type Gone, maxBatch } from "./deliver";
import type { Entry, Intent } from "./intent";
import type { Journal } from "./journal";
import { KnownDecisions, type Told } from "./knownDecisions";
import { Sender } from "./sender";
import type { Tabs } from "./tabs";
import type { Word } from "./tabWords";

export interface QueueSnapshot {
  /** What counts for each change that this device decided, in the order of decision. */
  readonly intents: ReadonlyMap<string, Intent>;
  readonly unsent: number;
  /** Why what is unsent could not be sent last time. */
  readonly problem: string | null;
  /** Why the server did not take a decision; until the next one is made. */
  readonly refusal: string | null;
  /** What earlier pages left in the journal is among the intents. */
  readonly isReady: boolean;
}

interface Options {
  jobId: string;
  user: string | null;
  journal: Journal;
  send: (decisions: Decision[]) => Promise<DecideResponse>;
  tabs?: Tabs;
  lock?: typeof withLock;
  now?: () => number;
  /** As the server has told of them. */
  changes?: () => readonly Change[];
  onCounts?: (counts: JobCounts) => void;
  /** The server has these, which it will tell others and maybe not us: the page may be gone by then. */
  onSent?: (changeIds: readonly string[], intents: ReadonlyMap<string, Intent>) => void;
  /** The server will never take these. */
  onRefused?: (count: number, problem: string) => void;
  /** What is shown here may not be what the server holds: the cards must be fetched again. */
  onUncertain?: () => void;
  onProblem?: () => void;
}

/**
 * The one way from a swipe to the server. Memory, then journal, then network: the deck never waits.
 *
 * What counts of what is known says `KnownDecisions`, when it is sent says `Sender`. Only what is taken back before it can
 * have arrived anywhere stays at home, together with its undo.
 */
export class DecisionQueue {
  readonly #known: KnownDecisions;
  readonly #sender: Sender;
  #isReady = false;
  #refusal: string | null = null;
  #snapshot: QueueSnapshot;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly options: Options) {
    this.#known = new KnownDecisions(options.user);
    this.#sender = new Sender({
      deliver: () => this.#deliver(),
      hasWork: () => this.#known.unsent.size > 0,
      onEnd: () => this.#changed(),
      onProblem: options.onProblem,
    });
    for (const entry of options.journal.leftBehind(options.jobId)) this.#known.inherit(entry);
    this.#snapshot = this.#capture();
    void this.catchUp();
  }

  /** What the server has not confirmed would survive the page's end. */
  get isSafe(): boolean {
    return this.#known.unsent.size === 0 || this.options.journal.isSafe;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): QueueSnapshot => this.#snapshot;

  decide(changeId: string, action: Intent["action"], replacement?: string): void {
    const { jobId, user, journal, tabs, now = Date.now } = this.options;
    const told = this.options.changes?.().find(({ id }) => id === changeId)?.decision;
    const entry: Entry = {
      id: uuid7(),
      jobId,
      user,
      changeId,
      action,
      decidedAt: this.#known.nextTime(now(), told),
      attempted: false,
      ...(replacement === undefined ? {} : { replacement }),
    };
    journal.add(entry);
    this.#known.take(entry);
    tabs?.tell({ jobId, type: "made", entry });
    this.#refusal = null;
    this.#changed();
    this.#sender.gather(this.#known.unsent.size >= maxBatch);
  }

  /** Another tab of this device decided, or sent what was decided. */
  hear(word: Word): void {
    if (word.type === "made") this.#known.take(word.entry);
    else {
      this.options.journal.forget(word.gone.entries);
      this.#settle(word.gone);
    }
    this.#changed();
  }

  /** Shows and sends what is in the journal: from pages that are gone, and from tabs that were not heard. */
  async catchUp(): Promise<void> {
    await this.#compare();
    this.#isReady = true;
    this.#changed();
    this.flush();
  }

  /** The server has told how these of the changes stand. */
  confirm(told: readonly Told[], changes: readonly Change[] = []): void {
    if (this.#known.confirm(told, changes)) this.#changed();
  }

  /** Now, and not after the pause: the network is back, or the page is about to go. */
  flush(): void {
    this.#sender.hurry();
  }

  close(): void {
    this.#sender.close();
  }

  /** The journal has the last word on what is unsent. */
  async #compare(): Promise<void> {
    const { journal, jobId, onUncertain } = this.options;
    const before = [...this.#known.unsent.values()];
    const kept = await journal.read(jobId);
    const ids = new Set(kept.map(({ id }) => id));
    const missed = before.filter(({ id }) => this.#known.unsent.has(id) && !ids.has(id));
    this.#known.drop(missed);
    for (const entry of kept) this.#known.inherit(entry);
    // Another tab took them off while this one could not hear of it.
    if (missed.length > 0) onUncertain?.();
  }

  async #deliver(): Promise<void> {
    const { jobId, user, journal, send, lock = withLock } = this.options;
    const onGone = (gone: Gone) => this.#gone(gone);
    await deliver({ jobId, user, journal, send, lock, explain: messageOf, onGone });
    await this.#compare();
  }

  #gone(gone: Gone): void {
    this.options.tabs?.tell({ jobId: this.options.jobId, type: "gone", gone });
    this.#settle(gone);
    this.#changed();
  }

  #settle(gone: Gone): void {
    const { onSent, onCounts, onRefused, onUncertain } = this.options;
    // Whichever tab sent them.
    this.#sender.reached();
    if (gone.fate !== "sent") this.#known.drop(gone.entries);
    this.#known.arrived(gone.entries);
    if (gone.fate === "sent") {
      const changeIds = gone.entries.map(({ changeId }) => changeId);
      onSent?.(changeIds, this.#known.intents);
      onCounts?.(gone.counts);
      // What counts since then may have been told before this page listened: they had arrived before.
      if (gone.isRepeated || this.#known.isBlindTo(gone.entries)) onUncertain?.();
    }
    if (gone.fate === "refused") {
      this.#refusal = gone.problem;
      onRefused?.(gone.entries.length, gone.problem);
    }
    this.#yield(gone.entries);
  }

  /** While these were on their way the server may have told of something later, which it will not tell again. */
  #yield(entries: readonly Entry[]): void {
    const changes = this.options.changes?.() ?? [];
    const ids = new Set(entries.map(({ changeId }) => changeId));
    this.confirm(
      changes.filter(({ id }) => ids.has(id)),
      changes,
    );
  }

  #changed(): void {
    this.#snapshot = this.#capture();
    for (const listener of this.#listeners) listener();
  }

  #capture(): QueueSnapshot {
    return {
      intents: new Map(this.#known.intents),
      unsent: this.#known.unsent.size,
      problem: this.#sender.problem,
      refusal: this.#refusal,
      isReady: this.#isReady,
    };
  }
}
