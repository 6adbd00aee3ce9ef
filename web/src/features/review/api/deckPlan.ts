import { keepPreviousData, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, unwrap } from "@/lib/api/client";
import { jobKeys } from "@/lib/api/queryClient";
import type { DeckPlan } from "@/lib/api/types";

/** A plan costs the server a look at the whole deck: so often at most, however fast somebody swipes. */
const notBefore = 1_500;

export const planKey = (jobId: string) => [...jobKeys.one(jobId), "deck"] as const;

export const planQuery = (jobId: string, tolerance: number) =>
  queryOptions({
    queryKey: [...planKey(jobId), tolerance],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/jobs/{id}/deck", {
          params: { path: { id: jobId }, query: { tolerance } },
          signal,
        }),
      ),
    // It grows old by decisions, not by time.
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });

interface Following {
  tolerance: number;
  /** Nothing is on its way to the server. */
  isConfirmed: boolean;
  /** Another object whenever something came or was decided. */
  changes: unknown;
}

/** What the server makes of the deck, as of a moment ago; undefined while it hasn't told, as without network. */
export function usePlan(jobId: string, following: Following): DeckPlan | undefined {
  const { tolerance, isConfirmed, changes } = following;
  const client = useQueryClient();
  const { data, dataUpdatedAt } = useQuery(planQuery(jobId, tolerance));
  const seen = useRef(changes);
  const isStale = useRef(false);

  useEffect(() => {
    if (!isConfirmed) isStale.current = true;
    if (seen.current !== changes) isStale.current = true;
    seen.current = changes;
    if (!isStale.current || !isConfirmed || dataUpdatedAt === 0) return;
    const wait = Math.max(0, dataUpdatedAt + notBefore - Date.now());
    const timer = setTimeout(() => {
      isStale.current = false;
      void client.invalidateQueries({ queryKey: planKey(jobId) });
    }, wait);
    return () => clearTimeout(timer);
  }, [client, jobId, isConfirmed, changes, dataUpdatedAt]);

  return data;
}
