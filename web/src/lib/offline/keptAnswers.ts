import type { Query, QueryCache, QueryFunctionContext } from "@tanstack/react-query";
import { session } from "../auth/session";
import { type Answer, clearAnswers, mostOfOne, readAnswer, writeAnswers } from "./answerStore";

/** What the event stream tells comes in bursts while somebody swipes, and a deck is written whole: it is waited for. In milliseconds. */
const writeAfter = 2_000;

/** As a query's `meta`: what is kept won't do. */
export const fromServer = { isFromServer: true };

type Fetch = (context: never) => unknown;

/**
 * The answers that open jobs need without network: everything whose key begins with "jobs", as it was last, of the person
 * who is signed in. A cache and nothing more: what can't be kept is asked for again, and all of it goes when they log out.
 */
export class KeptAnswers {
  readonly #changed = new Map<string, Query>();
  /** Whose answer, as the cache is about to hear of it, was read from here. */
  readonly #readBack = new WeakSet<Query>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    session.subscribe(() => session.isSignedIn() || this.#forget());
    // What somebody who is no longer signed in has left, in a page that went before it could forget.
    if (!session.isSignedIn()) this.#forget();
    document.addEventListener(
      "visibilitychange",
      () => document.visibilityState === "hidden" && this.write(),
    );
    window.addEventListener("pagehide", () => this.write());
  }

  /** Keeps what the cache learns from now on: what was fetched at once, what came by the event stream in a moment. */
  follow(cache: QueryCache): void {
    cache.subscribe((event) => {
      if (event.type !== "updated" || event.action.type !== "success") return;
      const { query, action } = event;
      if (jobOf(query.queryKey) === null || this.#readBack.delete(query)) return;
      this.#changed.set(query.queryHash, query);
      if (!action.manual) this.write();
      else this.#timer ??= setTimeout(() => this.write(), writeAfter);
    });
  }

  /** For a query that knows nothing yet: what is kept is shown at once, and the network's word follows. */
  readonly firstFromHere = async (fetch: Fetch, context: QueryFunctionContext, query: Query) => {
    const isNeeded = query.state.data === undefined && !context.meta?.isFromServer;
    const key = isNeeded ? this.#keyOf(query.queryKey) : null;
    const kept = key === null ? null : await readAnswer(key).catch(() => null);
    if (!kept || query.state.data !== undefined) return fetch(context as never);
    this.#readBack.add(query);
    queueMicrotask(() =>
      setTimeout(() => {
        query.setState({ dataUpdatedAt: kept.at });
        // It failed? What is shown stays, and the page says so where it matters.
        if (query.isActive() && query.isStaleByTime(staleTimeOf(query))) query.fetch().catch(() => undefined);
      }),
    );
    return kept.data;
  };

  /** Keeps an answer that no page has asked for. */
  async put(queryKey: readonly unknown[], data: unknown): Promise<void> {
    const answer = this.#answer(queryKey, data, Date.now());
    if (answer) await writeAnswers([answer]);
  }

  async get(queryKey: readonly unknown[]): Promise<unknown> {
    const key = this.#keyOf(queryKey);
    return key === null ? undefined : (await readAnswer(key).catch(() => null))?.data;
  }

  write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const answers = [...this.#changed.values()].flatMap(({ queryKey, state }) => {
      return this.#answer(queryKey, state.data, state.dataUpdatedAt) ?? [];
    });
    this.#changed.clear();
    // Full or forbidden: then these pages need the network.
    if (answers.length > 0) writeAnswers(answers).catch(() => undefined);
  }

  #answer(queryKey: readonly unknown[], data: unknown, at: number): Answer | null {
    const [key, jobId, user] = [this.#keyOf(queryKey), jobOf(queryKey), session.userId];
    if (key === null || jobId === null || user === null || data === undefined) return null;
    const text = JSON.stringify(data);
    return text.length > mostOfOne ? null : { key, user, jobId, at, text };
  }

  #keyOf(queryKey: readonly unknown[]): string | null {
    const user = session.userId;
    return user === null || jobOf(queryKey) === null ? null : `${user} ${JSON.stringify(queryKey)}`;
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changed.clear();
    clearAnswers().catch(() => undefined);
  }
}

function jobOf(queryKey: readonly unknown[]): string | null {
  const [what, which] = queryKey;
  return what === "jobs" && typeof which === "string" ? which : null;
}

function staleTimeOf(query: Query): number {
  const { staleTime = 0 } = query.observers[0]?.options ?? {};
  return typeof staleTime === "number" ? staleTime : 0;
}

export const keptAnswers = new KeptAnswers();
