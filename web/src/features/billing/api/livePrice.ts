import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, unwrap } from "@/lib/api/client";
import { useIsOnline } from "@/lib/online";

const calm = 600;

/**
 * What the job costs as its decisions stand at the server. Asked for when the count of accepted changes has been still
 * for a moment, so that swiping never waits for it; without network the last known price stays.
 */
export function useLivePrice(jobId: string, accepted: number) {
  const client = useQueryClient();
  const isOnline = useIsOnline();
  const settled = useStill(accepted);
  const priced = useRef(settled);
  const price = useQuery({
    queryKey: ["price", jobId],
    enabled: isOnline,
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/payments/quote", { params: { query: { jobId } }, signal })),
    staleTime: 60_000,
    // The swipes go on without a price: it is asked for again with the next one.
    retry: false,
  });
  useEffect(() => {
    if (priced.current === settled) return;
    priced.current = settled;
    void client.invalidateQueries({ queryKey: ["price", jobId] });
  }, [client, jobId, settled]);
  return { quote: price.data, isLastKnown: !isOnline || price.isError };
}

/** The value, once it has not changed for a moment. */
function useStill(value: number): number {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), calm);
    return () => clearTimeout(timer);
  }, [value]);
  return still;
}
