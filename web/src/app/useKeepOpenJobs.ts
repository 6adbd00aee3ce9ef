import type { QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { jobQuery, jobsQuery } from "@/features/jobs/api/jobs";
import type { Job } from "@/lib/api/types";
import { useIsSignedIn } from "@/lib/auth/useSession";
import { useIsOnline } from "@/lib/online";

/** The page comes first: what is for later is fetched when it has been quiet for so long, in milliseconds. */
const after = 4_000;
const mostJobs = 10;

/**
 * Has the jobs that still have cards to judge at hand before the network is gone, opened or not. Once a start, and once
 * each time the network was away; never where a person saves data.
 */
export function useKeepOpenJobs(client: QueryClient): void {
  const isSignedIn = useIsSignedIn();
  const isOnline = useIsOnline();
  const isWanted = isSignedIn && isOnline && "serviceWorker" in navigator && !savesData();

  useEffect(() => {
    if (!isWanted) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      // It fails as pages do: then what was kept before has to do.
      keepOpenJobs(client, controller.signal).catch(() => undefined);
    }, after);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, isWanted]);
}

async function keepOpenJobs(client: QueryClient, signal: AbortSignal): Promise<void> {
  const { pages } = await client.fetchInfiniteQuery(jobsQuery({ q: "", status: null }));
  const open = pages.flatMap(({ items }) => items).filter(isOpen);
  // Only who has cards to judge needs its code.
  if (open.length === 0) return;
  const { keepCards } = await import("@/features/review/api/keepCards");
  for (const job of open.slice(0, mostJobs)) {
    if (signal.aborted) return;
    client.setQueryData<Job>(jobQuery(job.id).queryKey, (known) => known ?? job);
    await keepCards(job.id, client);
  }
}

const isOpen = ({ status, counts }: Job) => status === "ready" && counts.pending > 0;

function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}
