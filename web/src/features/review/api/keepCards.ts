import type { QueryClient } from "@tanstack/react-query";
import { fromServer } from "@/lib/offline/keptAnswers";
import { changesQuery } from "./changes";
import { planQuery } from "./deckPlan";
import { keepText } from "./keptText";
import { fetchPage } from "./preview";

/** What the decks ask for when nothing else was chosen. */
const usualTolerance = 0.02;

/** Fetches what a deck needs, so that it can be opened without network though it was never opened with one. */
export async function keepCards(jobId: string, client: QueryClient): Promise<void> {
  const changes = await client.fetchQuery({ ...changesQuery(jobId, client), meta: fromServer });
  if (changes[0]?.hidden !== undefined)
    await client.fetchQuery({ ...planQuery(jobId, usualTolerance), meta: fromServer });
  await keepText(jobId, (place, limit) => fetchPage(jobId, place, limit));
}
