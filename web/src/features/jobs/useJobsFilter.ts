import { useSearchParams } from "react-router";
import type { JobStatus } from "@/lib/api/types";

export const jobStatuses = ["queued", "running", "ready", "delivered", "failed", "cancelled"] as const;

export interface JobsFilterState {
  q: string;
  /** Null: any. */
  status: JobStatus | null;
  isOn: boolean;
  set: (change: { q?: string; status?: JobStatus | null }) => void;
  clear: () => void;
}

/** What of the reviews is wanted. It is in the address: the way back from a review leads to the same list. */
export function useJobsFilter(): JobsFilterState {
  const [search, setSearch] = useSearchParams();
  const q = search.get("q") ?? "";
  const status = jobStatuses.find((one) => one === search.get("status")) ?? null;
  return {
    q,
    status,
    isOn: q !== "" || status !== null,
    set: (change) => {
      const next = { q, status, ...change };
      setSearch(
        { ...(next.q ? { q: next.q } : {}), ...(next.status ? { status: next.status } : {}) },
        { replace: true },
      );
    },
    clear: () => setSearch({}, { replace: true }),
  };
}
