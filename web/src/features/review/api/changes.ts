import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";
import { jobKeys } from "@/lib/api/queryClient";
import type { Change } from "@/lib/api/types";
import type { Intent } from "../queue/intent";
import { standingsOf, withTold } from "../queue/standing";
import { Listing, type Told, toldMeanwhile } from "./listing";

const pageSize = 200;

/**
 * All changes of a job, in document order, decided ones too: they are what undo walks back through. The cache
 * is filled page by page, so that the first cards are judged while the others are on their way.
 */
export const changesQuery = (jobId: string, client: QueryClient) =>
  queryOptions({
    queryKey: jobKeys.changes(jobId),
    queryFn: async ({ signal }): Promise<Change[]> => {
      const listing = new Listing(client, jobId);
      let cursor: string | null = null;
      do {
        const query = { limit: pageSize, order: "document" as const, ...(cursor ? { cursor } : {}) };
        const page: { items: Change[]; nextCursor: string | null } = await unwrap(
          api.GET("/api/v1/jobs/{id}/changes", { params: { path: { id: jobId }, query }, signal }),
        );
        listing.add(page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return listing.finish();
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

export function applyDecisions(client: QueryClient, jobId: string, told: readonly Told[]): Change[] {
  const byId = new Map(told.map((standing) => [standing.id, standing]));
  toldMeanwhile(client, jobId, told);
  const changes = client.setQueryData<Change[]>(
    jobKeys.changes(jobId),
    (known) => known && withTold(known, byId),
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
  const known = client.getQueryData<Change[]>(jobKeys.changes(jobId)) ?? [];
  const standings = standingsOf(known, intents);
  const ids = new Set(changeIds);
  const told = known.flatMap(({ id, decision }): Told[] => {
    const [standing, intent] = [standings.get(id), intents.get(id)];
    if (!ids.has(id) || !standing || !intent || isLater(decision, intent)) return [];
    return [{ id, ...standing, decision: decisionOf(intent) }];
  });
  if (told.length > 0) applyDecisions(client, jobId, told);
}

/** Another device has overtaken this one. */
function isLater(decision: Change["decision"], intent: Intent): boolean {
  return decision !== null && Date.parse(decision.decidedAt) > Date.parse(intent.decidedAt);
}

function decisionOf({ action, decidedAt, replacement }: Intent): Change["decision"] {
  return action === "undo" ? null : { action, decidedAt, replacement: replacement ?? null, by: "person" };
}
