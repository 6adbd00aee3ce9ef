import type { QueryClient } from "@tanstack/react-query";
import { jobKeys } from "@/lib/api/queryClient";
import type { Change, Job } from "@/lib/api/types";
import { session } from "@/lib/auth/session";
import { onBackOnline, reachability } from "@/lib/online";
import { applyOwn } from "../api/changes";
import { sendDecisions } from "../api/decisions";
import { onListed } from "../api/listing";
import { askForSync } from "./backgroundSync";
import { DecisionQueue } from "./decisionQueue";
import type { Entry } from "./intent";
import { Journal } from "./journal";
import { indexedDbShelf } from "./shelf";
import { openTabs } from "./tabs";

export interface Refusal {
  jobId: string;
  count: number;
  problem: string;
}

export interface OutboxSnapshot {
  /** Decisions of all jobs that the server does not have. */
  unsent: number;
  problem: string | null;
  /** They would survive the page's end. */
  isSafe: boolean;
  /** How many went out when the network came back, until it is said. */
  caughtUp: number;
  refusals: readonly Refusal[];
}

export const nothingToSend: OutboxSnapshot = {
  unsent: 0,
  problem: null,
  isSafe: true,
  caughtUp: 0,
  refusals: [],
};

/**
 * What this device has to send, of all jobs, whether their decks are open or not. One queue a job for as long as
 * somebody is signed in: leaving the deck must not stop what is on its way.
 */
class Outbox {
  readonly #journal = new Journal(indexedDbShelf);
  readonly #queues = new Map<string, DecisionQueue>();
  readonly #listeners = new Set<() => void>();
  readonly #tabs = openTabs((word) => this.#queues.get(word.jobId)?.hear(word));
  #client: QueryClient | null = null;
  #snapshot = nothingToSend;
  /** What has been sent since sending last failed; null while it has not. */
  #sentSince: number | null = null;

  constructor() {
    session.beforeLeaving((isErased) => (isErased ? this.#forget() : this.#sendAll()));
    session.subscribe(() => (session.isSignedIn() ? void this.#sendLeftovers() : this.#close()));
    onListed((jobId, told, changes) => this.#queues.get(jobId)?.confirm(told, changes));
    onBackOnline(() => this.flush());
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#catchUp());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") return this.#catchUp();
      this.flush();
      if (this.#snapshot.unsent > 0) askForSync();
    });
    window.addEventListener("beforeunload", (event) => {
      // Nothing keeps them but this page: storage is full or forbidden.
      if (!this.#isSafe()) event.preventDefault();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): OutboxSnapshot => this.#snapshot;

  /** Sends what earlier pages left, of all jobs. */
  async start(client: QueryClient): Promise<void> {
    this.#client = client;
    await this.#journal.adopt();
    if (session.isSignedIn()) await this.#sendLeftovers();
  }

  queue(jobId: string, client: QueryClient): DecisionQueue {
    const existing = this.#queues.get(jobId);
    if (existing) return existing;
    const queue = new DecisionQueue({
      jobId,
      user: session.userId,
      journal: this.#journal,
      tabs: this.#tabs,
      send: (decisions) => sendDecisions(jobId, decisions),
      changes: () => client.getQueryData<Change[]>(jobKeys.changes(jobId)) ?? [],
      onCounts: (counts) => client.setQueryData<Job>(jobKeys.one(jobId), (job) => job && { ...job, counts }),
      onSent: (changeIds, intents) => {
        if (this.#sentSince !== null) this.#sentSince += changeIds.length;
        applyOwn(client, jobId, changeIds, intents);
      },
      onRefused: (count, problem) => {
        this.#say({ refusals: [...this.#snapshot.refusals, { jobId, count, problem }] });
        void client.invalidateQueries({ queryKey: jobKeys.one(jobId) });
      },
      onUncertain: () => void client.invalidateQueries({ queryKey: jobKeys.one(jobId) }),
      onProblem: askForSync,
    });
    this.#queues.set(jobId, queue);
    queue.subscribe(() => this.#sum());
    return queue;
  }

  flush(): void {
    for (const queue of this.#queues.values()) queue.flush();
  }

  /** It was said for long enough, or read. */
  readonly dismissCaughtUp = (): void => this.#say({ caughtUp: 0 });
  readonly dismissRefusals = (): void => this.#say({ refusals: [] });

  async #sendLeftovers(): Promise<void> {
    const client = this.#client;
    const jobIds = new Set((await this.#mine()).map(({ jobId }) => jobId));
    if (client && session.isSignedIn()) for (const jobId of jobIds) this.queue(jobId, client).flush();
  }

  /** Whoever logs out online leaves nothing unsent; offline it stays in the journal, for their next log-in. */
  async #sendAll(): Promise<void> {
    this.flush();
    if (this.#snapshot.unsent === 0) return;
    await new Promise<void>((resolve) => {
      const stop = this.subscribe(() => {
        if (this.#snapshot.unsent > 0 && !this.#snapshot.problem) return;
        stop();
        resolve();
      });
    });
  }

  /** Nothing of this person stays on the device. */
  async #forget(): Promise<void> {
    await this.#journal.remove(await this.#mine());
  }

  async #mine(): Promise<Entry[]> {
    const kept = await this.#journal.read();
    return kept.filter(({ user }) => user === null || user === session.userId);
  }

  #catchUp(): void {
    for (const queue of this.#queues.values()) void queue.catchUp();
    void this.#sendLeftovers();
  }

  #close(): void {
    for (const queue of this.#queues.values()) queue.close();
    this.#queues.clear();
    this.#sentSince = null;
    this.#say(nothingToSend);
  }

  #sum(): void {
    const snapshots = [...this.#queues.values()].map((queue) => queue.snapshot());
    const unsent = snapshots.reduce((sum, snapshot) => sum + snapshot.unsent, 0);
    const problem = snapshots.find((snapshot) => snapshot.problem !== null)?.problem ?? null;
    if (problem) this.#sentSince ??= 0;
    const isDone = unsent === 0 && this.#sentSince !== null;
    const caughtUp = isDone ? (this.#sentSince ?? 0) : this.#snapshot.caughtUp;
    if (isDone) this.#sentSince = null;
    // Not only once sending has failed: the page may be closed before it is tried.
    if (unsent > this.#snapshot.unsent && !reachability.isOnline()) askForSync();
    this.#say({ unsent, problem, caughtUp, isSafe: this.#isSafe() });
  }

  #isSafe(): boolean {
    return [...this.#queues.values()].every((queue) => queue.isSafe);
  }

  #say(news: Partial<OutboxSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...news };
    for (const listener of this.#listeners) listener();
  }
}

export const outbox = new Outbox();
