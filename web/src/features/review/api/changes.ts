import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";
import { jobKeys } from "@/lib/api/queryClient";
import type { Change } from "@/lib/api/types";
import type { Intent } from "../queue/intent";
import { families, standingsOf } from "../queue/standing";

const pageSize = 200;

/** What was told of a job's decisions while its list was on its way: the list may be older. */
const toldMeanwhile = new Map<string, Map<string, Told>>();

/**
 * All changes of a job, in document order, decided ones too: they are what undo walks back through. The cache
 * is filled page by page, so that the first cards are judged while the others are on their way.
 */
export const changesQuery = (jobId: string, client: QueryClient) =>
  queryOptions({
    queryKey: jobKeys.changes(jobId),
    queryFn: async ({ signal }): Promise<Change[]> => {
      const listed: Change[] = [];
      const told = new Map<string, Told>();
      toldMeanwhile.set(jobId, told);
      let cursor: string | null = null;
      do {
        const query = { limit: pageSize, order: "document" as const, ...(cursor ? { cursor } : {}) };
        const page: { items: Change[]; nextCursor: string | null } = await unwrap(
          api.GET("/api/v1/jobs/{id}/changes", { params: { path: { id: jobId }, query }, signal }),
        );
        listed.push(...page.items);
        cursor = page.nextCursor;
        client.setQueryData<Change[]>(jobKeys.changes(jobId), (known) => merge(known ?? [], listed, told));
      } while (cursor !== null);
      return merge(client.getQueryData<Change[]>(jobKeys.changes(jobId)) ?? [], listed, told);
    },
  });

export function useChanges(jobId: string, { pollEvery = false }: { pollEvery?: number | false } = {}) {
  return useQuery({ ...changesQuery(jobId, useQueryClient()), refetchInterval: pollEvery });
}

/** Cards that came by the event stream. */
export function addChanges(client: QueryClient, jobId: string, arrived: readonly Change[]): void {
  client.setQueryData<Change[]>(jobKeys.changes(jobId), (known = []) => {
    const byId = new Map(known.map((change) => [change.id, change]));
    for (const change of arrived) byId.set(change.id, change);
    return [...byId.values()];
  });
}

/** How changes stand now, as the server tells everybody who follows the job. */
export type Told = Pick<Change, "id" | "state" | "decision" | "settledBy">;

export function applyDecisions(client: QueryClient, jobId: string, told: readonly Told[]): Change[] {
  const byId = new Map(told.map((standing) => [standing.id, standing]));
  for (const standing of told) toldMeanwhile.get(jobId)?.set(standing.id, standing);
  const changes = client.setQueryData<Change[]>(jobKeys.changes(jobId), (known) =>
    known?.map((change) => ({ ...change, ...byId.get(change.id) })),
  );
  return changes ?? [];
}

/** What the server has taken from this device, as the server will tell it in a moment: the page may be gone by then. */
export function applyOwn(
  client: QueryClient,
  jobId: string,
  changeIds: readonly string[],
  intents: ReadonlyMap<string, Intent>,
): void {
  client.setQueryData<Change[]>(jobKeys.changes(jobId), (known) => {
    if (!known) return known;
    const touched = families(known, changeIds);
    const standings = standingsOf(known, intents);
    return known.map((change) => {
      const standing = touched.has(change.id) && standings.get(change.id);
      if (!standing) return change;
      const intent = intents.get(change.id);
      return { ...change, ...standing, decision: intent ? decisionOf(intent) : change.decision };
    });
  });
}

function decisionOf({ action, decidedAt, replacement }: Intent): Change["decision"] {
  return action === "undo" ? null : { action, decidedAt, replacement: replacement ?? null, by: "person" };
}

/** The server's list and its order first; then what the event stream brought that the list doesn't have yet. */
export function merge(
  known: readonly Change[],
  listed: readonly Change[],
  told: ReadonlyMap<string, Told> = new Map(),
): Change[] {
  const ids = new Set(listed.map((change) => change.id));
  const current = listed.map((change) => ({ ...change, ...told.get(change.id) }));
  return [...current, ...known.filter((change) => !ids.has(change.id))];
}
