import { QueryClient } from "@tanstack/react-query";
import { isTransient } from "./errors";

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 3 && isTransient(error),
        // A read that waits for the network would look like an endless spinner; the offline banner explains instead.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** Keys that more than one feature touches: the deck's counts land in the job that the job page shows. */
export const jobKeys = {
  all: ["jobs"] as const,
  one: (jobId: string) => ["jobs", jobId] as const,
  changes: (jobId: string) => ["jobs", jobId, "changes"] as const,
};
