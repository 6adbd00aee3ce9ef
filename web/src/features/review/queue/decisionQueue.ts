import { messageOf } from "@/lib/api/messages";
import type { Change, DecideResponse, Decision, JobCounts } from "@/lib/api/types";
import { withLock } from "@/lib/auth/lock";
import { uuid7 } from "@/lib/uuid7";
import { deliver, type Gone, maxBatch } from "./deliver";
import { byTime, type Entry, type Intent } from "./intent";
import type { Journal } from "./journal";
import { topOf } from "./pile";
import { families, standingsOf } from "./standing";
import type { Tabs } from "./tabs";
import type { Word } from "./tabWords";

/** Long enough to gather a fast hand's swipes, short enough that another device sees them within a second. */
const gatherFor = 300;
const longestPause = 30_000;

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

/** How a change stands, in the server's words. */
type Told = Pick<Change, "id" | "state" | "decision">;

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
 * For the server a change's decisions are a pile: each goes on top, an undo takes the topmost off. So is it here, over
 * what this device knows: its own decisions, those of its other tabs, and below them what the server tells. Nothing is
 * rewritten; only what is taken back before it can have arrived anywhere stays at home, together with its undo.
 */
export class DecisionQueue {
  readonly #made = new Map<string, Entry[]>();
  readonly #intents = new Map<string, Intent>();
  readonly #unsent = new Map<string, Entry>();
  /** Decisions of earlier pages: what they were made on this page has not seen. */
  readonly #inherited = new Set<string>();
  #isClosed = false;
  #isReady = false;
  #delivery: Promise<void> | null = null;
  #failures = 0;
  #problem: string | null = null;
  #refusal: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastDecidedAt = 0;
  #snapshot: QueueSnapshot;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly options: Options) {
    for (const entry of options.journal.leftBehind(options.jobId)) this.#inherit(entry);
    this.#snapshot = this.#capture();
    void this.catchUp();
  }

  /** What the server has not confirmed would survive the page's end. */
  get isSafe(): boolean {
    return this.#unsent.size === 0 || this.options.journal.isSafe;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): QueueSnapshot => this.#snapshot;

  decide(changeId: string, action: Intent["action"], replacement?: string): void {
    const { jobId, user, journal, tabs } = this.options;
    const entry: Entry = {
      id: uuid7(),
      jobId,
      user,
      changeId,
      action,
      decidedAt: this.#nextTime(changeId),
      attempted: false,
      ...(replacement === undefined ? {} : { replacement }),
    };
    journal.add(entry);
    this.#take(entry);
    tabs?.tell({ jobId, type: "made", entry });
    this.#refusal = null;
    this.#changed();
    if (this.#failures === 0) this.#schedule(this.#unsent.size >= maxBatch ? 0 : gatherFor);
  }

  /** Another tab of this device decided, or sent what was decided. */
  hear(word: Word): void {
    if (word.type === "made") this.#take(word.entry);
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

  /**
   * The server has told how these of the changes stand. Where nothing of ours is on its way and it says otherwise, its
   * word counts. Where it agrees ours stays: a list that was asked for earlier may still arrive and must not bring
   * decided cards back.
   */
  confirm(told: readonly Told[], changes: readonly Change[] = []): void {
    const unsent = families(
      changes,
      [...this.#unsent.values()].map(({ changeId }) => changeId),
    );
    const standings = standingsOf(changes, this.#intents);
    const overruled = told.filter(({ id, state, decision }) => {
      if (unsent.has(id)) return false;
      const intent = this.#intents.get(id);
      return (intent && !says(decision, intent)) || (standings.get(id)?.state ?? state) !== state;
    });
    const known = this.#intents.size;
    for (const id of families(
      changes,
      overruled.map(({ id }) => id),
    )) {
      this.#made.delete(id);
      this.#intents.delete(id);
    }
    if (this.#intents.size < known) this.#changed();
  }

  /** Now, and not after the pause: the network is back, or the page is about to go. */
  flush(): void {
    if (this.#unsent.size > 0) this.#schedule(0);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  /**
   * Later than whatever this device knows to have been decided before it: a clock that is set back, or behind another
   * device's, must not put an undo below what it takes back.
   */
  #nextTime(changeId: string): string {
    const known = this.options.changes?.().find(({ id }) => id === changeId)?.decision?.decidedAt;
    this.#lastDecidedAt = Math.max(
      (this.options.now ?? Date.now)(),
      this.#lastDecidedAt + 1,
      known ? Date.parse(known) + 1 : 0,
    );
    return new Date(this.#lastDecidedAt).toISOString();
  }

  #take(entry: Entry): void {
    const { user } = this.options;
    const made = this.#made.get(entry.changeId) ?? [];
    if (made.some(({ id }) => id === entry.id) || (entry.user !== null && entry.user !== user)) return;
    this.#unsent.set(entry.id, entry);
    this.#lastDecidedAt = Math.max(this.#lastDecidedAt, Date.parse(entry.decidedAt));
    this.#made.set(entry.changeId, [...made, entry].sort(byTime));
    this.#show(entry.changeId);
  }

  #inherit(entry: Entry): void {
    if (!this.#unsent.has(entry.id)) this.#inherited.add(entry.id);
    this.#take(entry);
  }

  /** The journal has the last word on what is unsent. */
  async #compare(): Promise<void> {
    const { journal, jobId, onUncertain } = this.options;
    const before = [...this.#unsent.values()];
    const kept = await journal.read(jobId);
    const ids = new Set(kept.map(({ id }) => id));
    const missed = before.filter(({ id }) => this.#unsent.has(id) && !ids.has(id));
    this.#drop(missed);
    for (const entry of kept) this.#inherit(entry);
    // Another tab took them off while this one could not hear of it.
    if (missed.length > 0) onUncertain?.();
  }

  /** What was never sent must not hide what the server says, nor what somebody else has sent. */
  #drop(entries: readonly Entry[]): void {
    const ids = new Set(entries.map(({ id }) => id));
    for (const id of ids) this.#unsent.delete(id);
    for (const changeId of new Set(entries.map((entry) => entry.changeId))) {
      this.#made.set(
        changeId,
        (this.#made.get(changeId) ?? []).filter(({ id }) => !ids.has(id)),
      );
      this.#show(changeId);
    }
  }

  #show(changeId: string): void {
    // Delete first: a Map keeps the place of a key it knows, and the order is the order of decision.
    this.#intents.delete(changeId);
    const top = topOf(this.#made.get(changeId) ?? []);
    if (top) this.#intents.set(changeId, top);
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.#deliver(), delay);
  }

  async #deliver(): Promise<void> {
    if (this.#delivery || this.#unsent.size === 0) return;
    const { jobId, user, journal, send, lock = withLock } = this.options;
    this.#delivery = deliver({
      jobId,
      user,
      journal,
      send,
      lock,
      explain: messageOf,
      onGone: (gone) => this.#gone(gone),
    });
    try {
      await this.#delivery;
      await this.#compare();
      this.#failures = 0;
      this.#problem = null;
    } catch (error) {
      this.#failures += 1;
      this.#problem = messageOf(error);
      this.options.onProblem?.();
    }
    this.#delivery = null;
    this.#changed();
    if (this.#unsent.size > 0) this.#schedule(this.#failures === 0 ? gatherFor : this.#pause());
  }

  #gone(gone: Gone): void {
    this.options.tabs?.tell({ jobId: this.options.jobId, type: "gone", gone });
    this.#settle(gone);
    this.#changed();
  }

  #settle(gone: Gone): void {
    const { onSent, onCounts, onRefused, onUncertain } = this.options;
    // Whichever tab sent them: the server can be reached.
    this.#failures = 0;
    this.#problem = null;
    if (gone.fate !== "sent") this.#drop(gone.entries);
    for (const { id } of gone.entries) this.#unsent.delete(id);
    if (gone.fate === "sent") {
      const changeIds = gone.entries.map(({ changeId }) => changeId);
      onSent?.(changeIds, this.#intents);
      onCounts?.(gone.counts);
      // What counts since then may have been told before this page listened: they had arrived before, or what lies
      // below an earlier page's undo is not known here.
      const isBlind = gone.entries.some(({ id, action }) => action === "undo" && this.#inherited.has(id));
      if (gone.isRepeated || isBlind) onUncertain?.();
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
      unsent: this.#unsent.size,
      problem: this.#problem,
      refusal: this.#refusal,
      isReady: this.#isReady,
    };
  }
}

/** Whether it is this very decision that the server counts, and not only one that looks alike. */
function says(decision: Change["decision"], intent: Intent): boolean {
  if (!decision) return intent.action === "undo";
  return (
    intent.action === decision.action &&
    (intent.replacement ?? null) === (decision.replacement ?? null) &&
    Date.parse(intent.decidedAt) === Date.parse(decision.decidedAt)
  );
}
