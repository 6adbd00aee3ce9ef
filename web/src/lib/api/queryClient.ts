import { notifyManager, onlineManager, QueryClient } from "@tanstack/react-query";
import { hands } from "../hands";
import { keptAnswers } from "../offline/keptAnswers";
import { reachability } from "../online";
import { isTransient } from "./errors";

onlineManager.setEventListener((setOnline) =>
  reachability.subscribe(() => setOnline(reachability.isOnline())),
);

notifyManager.setScheduler((tell) => setTimeout(() => hands.whenFree(tell)));

export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Without network a second try fails as the first did; when it is back, all that is shown is asked for again.
        retry: (failures, error) => failures < 3 && isTransient(error) && reachability.isOnline(),
        refetchOnReconnect: true,
        persister: keptAnswers.firstFromHere,
        // A read that waits for the network would look like an endless spinner; the offline banner explains instead.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
  keptAnswers.follow(client.getQueryCache());
  return client;
}

/** Keys that more than one feature touches: the deck's counts land in the job that the job page shows. */
export const jobKeys = {
  all: ["jobs"] as const,
  one: (jobId: string) => ["jobs", jobId] as const,
  changes: (jobId: string) => ["jobs", jobId, "changes"] as const,
};

export const memoryKeys = {
  all: ["memory"] as const,
};
