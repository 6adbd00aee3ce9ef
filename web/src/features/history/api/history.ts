import { useInfiniteQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";
import { type Entry, entriesOf, shownUntil } from "../timeline";

const limit = 50;

interface Page {
  entries: Entry[];
  /** Where each of the lists goes on; null at its end. */
  cursors: Cursors;
}

interface Cursors {
  jobs: string | null;
  payments: string | null;
  downloads: string | null;
}

const start = { jobs: "", payments: "", downloads: "" };
const atEnd = { items: [], nextCursor: null };

/** Reviews, payments and downloads are three lists of three services; here they are one, page by page. */
export function useHistory() {
  return useInfiniteQuery({
    queryKey: ["history"],
    initialPageParam: start as Cursors,
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      const ask = (cursor: string | null) => ({
        params: { query: { limit, ...(cursor ? { cursor } : {}) } },
        signal,
      });
      const [jobs, payments, downloads] = await Promise.all([
        pageParam.jobs === null ? atEnd : unwrap(api.GET("/api/v1/jobs", ask(pageParam.jobs))),
        pageParam.payments === null ? atEnd : unwrap(api.GET("/api/v1/payments", ask(pageParam.payments))),
        pageParam.downloads === null ? atEnd : unwrap(api.GET("/api/v1/downloads", ask(pageParam.downloads))),
      ]);
      return {
        entries: entriesOf(jobs.items, payments.items, downloads.items),
        cursors: { jobs: jobs.nextCursor, payments: payments.nextCursor, downloads: downloads.nextCursor },
      };
    },
    getNextPageParam: ({ cursors }) =>
      Object.values(cursors).some((cursor) => cursor !== null) ? cursors : null,
    select: ({ pages }) => {
      const entries = pages.flatMap((page) => page.entries);
      const last = pages.at(-1);
      return shownUntil(entries, last ? openLists(last.cursors) : []);
    },
  });
}

const openLists = (cursors: Cursors) =>
  (["jobs", "payments", "downloads"] as const).filter((list) => cursors[list] !== null);
