import { jobKeys } from "@/lib/api/queryClient";
import type { PreviewBlock, PreviewPage } from "@/lib/api/types";
import { keptAnswers } from "@/lib/offline/keptAnswers";

/** As much of a document as is kept for a look without network, in blocks. */
const mostBlocks = 4_000;
const cursorOf = (index: number) => `kept:${index}`;

export type Place = { from?: string } | { cursor: string };
type FetchPage = (place: Place, limit: number) => Promise<PreviewPage>;

const keyOf = (jobId: string) => [...jobKeys.one(jobId), "text"];

/** Keeps a document's text as it was, which never changes: once. */
export async function keepText(jobId: string, fetchPage: FetchPage): Promise<void> {
  if ((await keptAnswers.get(keyOf(jobId))) !== undefined) return;
  const blocks: PreviewBlock[] = [];
  let place: Place = {};
  do {
    const { items, nextCursor }: PreviewPage = await fetchPage(place, 200);
    blocks.push(...items);
    if (nextCursor === null) break;
    place = { cursor: nextCursor };
  } while (blocks.length < mostBlocks);
  await keptAnswers.put(keyOf(jobId), blocks);
}

/** A page of the kept text, as the API would have answered. */
export async function keptPage(jobId: string, place: Place, limit: number): Promise<PreviewPage | null> {
  const blocks = (await keptAnswers.get(keyOf(jobId))) as PreviewBlock[] | undefined;
  return blocks ? pageOf(blocks, place, limit) : null;
}

/** It goes on where this page came from. */
export function isKept(place: Place): boolean {
  return "cursor" in place && place.cursor.startsWith(cursorOf(0).slice(0, -1));
}

export function pageOf(blocks: readonly PreviewBlock[], place: Place, limit: number): PreviewPage | null {
  if ("cursor" in place && !isKept(place)) return null;
  const named = "cursor" in place ? Number(place.cursor.split(":")[1]) : indexOf(blocks, place.from);
  const start = Math.max(0, named);
  const end = Math.min(blocks.length, named + limit);
  return {
    items: blocks.slice(start, end),
    nextCursor: end < blocks.length ? cursorOf(end) : null,
    previousCursor: start > 0 ? cursorOf(start - limit) : null,
  };
}

function indexOf(blocks: readonly PreviewBlock[], blockId: string | undefined): number {
  return blockId === undefined ? 0 : blocks.findIndex((block) => block.blockId === blockId);
}
