import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api, unwrap } from "@/lib/api/client";
import { jobKeys } from "@/lib/api/queryClient";
import { isKept, keptPage, type Place } from "./keptText";

const pageSize = 60;
/** So many blocks are on the page at most; what is scrolled far out of sight is let go and fetched again. */
const mostPages = 4;

export async function fetchPage(jobId: string, place: Place, limit: number, signal?: AbortSignal) {
  const query = { view: "original" as const, limit, ...place };
  const options = { params: { path: { id: jobId }, query }, ...(signal ? { signal } : {}) };
  return unwrap(api.GET("/api/v1/jobs/{id}/preview", options));
}

/** From the server, or of the text that is kept where the server can't be reached. */
async function pageAt(jobId: string, place: Place, signal: AbortSignal) {
  try {
    if (!isKept(place)) return await fetchPage(jobId, place, pageSize, signal);
  } catch (error) {
    const kept = error instanceof TypeError ? await keptPage(jobId, place, pageSize) : null;
    if (kept) return kept;
    throw error;
  }
  return (await keptPage(jobId, place, pageSize)) ?? fetchPage(jobId, {}, pageSize, signal);
}

/**
 * A stretch of the document as it was, from a block on and in both directions. What was decided is written into it
 * here, so that a swipe shows at once and nothing of this is ever stale.
 */
const previewQuery = (jobId: string, from: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...jobKeys.one(jobId), "preview", from ?? null],
    queryFn: ({ pageParam, signal }) => pageAt(jobId, pageParam, signal),
    initialPageParam: (from === undefined ? {} : { from }) as Place,
    getNextPageParam: ({ nextCursor: cursor }) => (cursor === null ? null : { cursor }),
    getPreviousPageParam: ({ previousCursor: cursor }) => (cursor === null ? null : { cursor }),
    maxPages: mostPages,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });

/** The part of the document around a block, and more of it before and after. */
export function usePreview(jobId: string, blockId: string | undefined) {
  const [from, setFrom] = useState(blockId);
  const query = useInfiniteQuery(previewQuery(jobId, from));
  const pages = query.data?.pages;
  const blocks = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages]);
  const isThere = blockId === undefined || blocks.some((block) => block.blockId === blockId);
  if (!isThere && !query.isPlaceholderData && query.isSuccess && from !== blockId) setFrom(blockId);
  return { ...query, blocks };
}
