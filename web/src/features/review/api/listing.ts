import type { QueryClient } from "@tanstack/react-query";
import { jobKeys } from "@/lib/api/queryClient";
import type { Change } from "@/lib/api/types";
import { updated } from "../queue/standing";

/** How a change stands, as the server tells everybody who follows the job. */
export type Told = Pick<Change, "id" | "state" | "decision" | "settledBy">;

type Listener = (jobId: string, told: readonly Told[], changes: readonly Change[]) => void;

const underWay = new WeakMap<QueryClient, Map<string, Listing>>();
const listeners = new Set<Listener>();

/** Hears how changes stand by each list that has come. */
export function onListed(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is told of decisions while a list is on its way: the list may be older. */
export function toldMeanwhile(client: QueryClient, jobId: string, told: readonly Told[]): void {
  underWay.get(client)?.get(jobId)?.hear(told);
}

/** A list of a job's changes on its way, page by page into the cache. */
export class Listing {
  readonly #listed: Change[] = [];
  readonly #told = new Map<string, Told>();

  constructor(
    private readonly client: QueryClient,
    private readonly jobId: string,
  ) {
    const ofClient = underWay.get(client) ?? new Map<string, Listing>();
    underWay.set(client, ofClient.set(jobId, this));
  }

  hear(told: readonly Told[]): void {
    for (const standing of told) this.#told.set(standing.id, standing);
  }

  add(page: readonly Change[]): void {
    this.#listed.push(...page);
    this.client.setQueryData<Change[]>(jobKeys.changes(this.jobId), (known) => this.#mergedInto(known));
  }

  /** All that is known now. */
  finish(): Change[] {
    underWay.get(this.client)?.delete(this.jobId);
    const changes = this.#mergedInto(this.client.getQueryData<Change[]>(jobKeys.changes(this.jobId)));
    for (const listener of listeners) listener(this.jobId, this.news, changes);
    return changes;
  }

  /** What nobody has told since it was asked for. */
  get news(): Told[] {
    return this.#listed.filter(({ id }) => !this.#told.has(id));
  }

  #mergedInto(known: readonly Change[] = []): Change[] {
    const current = this.#listed.map((change) => updated(change, this.#told.get(change.id)));
    return merge(known, current);
  }
}

/** The server's list and its order first; then what the event stream brought that the list doesn't have yet. */
export function merge(known: readonly Change[], listed: readonly Change[]): Change[] {
  const ids = new Set(listed.map((change) => change.id));
  return [...listed, ...known.filter((change) => !ids.has(change.id))];
}
