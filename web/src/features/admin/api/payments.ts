import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useState } from "react";
import { api, idempotent, unwrap } from "@/lib/api/client";
import type { Money, RefundOrder } from "@/lib/api/types";
import { uuid7 } from "@/lib/uuid7";

const all = ["admin", "payments"];

/** Everybody's payments, the newest first. */
export function useAllPayments(sought: string) {
  return useInfiniteQuery({
    queryKey: [...all, "list", sought],
    initialPageParam: "",
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => {
      const query = { ...(sought ? { q: sought } : {}), ...(pageParam ? { cursor: pageParam } : {}) };
      return unwrap(api.GET("/api/v1/admin/payments", { params: { query }, signal }));
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, id],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/admin/payments/{id}/ledger", { params: { path: { id } }, signal })),
    // A refund is carried out in the moments after it was ordered.
    refetchInterval: ({ state }) => (state.data?.refunds.some(isUnderWay) ? 1_000 : false),
  });

export const useAnyPayment = (id: string) => useQuery(paymentQuery(id));

const isUnderWay = ({ status }: { status: string }) => status === "ordered" || status === "pending";

/** Orders it once, however often the button is pressed; the next refund is another one. */
export function useRefund(paymentId: string) {
  const client = useQueryClient();
  const [key, setKey] = useState(uuid7);
  return useMutation({
    mutationFn: ({ reason, amount }: { reason: string; amount: Money }) => {
      const body: RefundOrder = { reason, amount };
      const params = { path: { id: paymentId } };
      return unwrap(
        api.POST("/api/v1/admin/payments/{id}/refund", { params, body, headers: idempotent(key) }),
      );
    },
    onSuccess: () => {
      setKey(uuid7());
      return client.invalidateQueries({ queryKey: ["admin"] });
    },
    // What was refused may be asked for in another way.
    onError: () => setKey(uuid7()),
  });
}

export const useLedgerCheck = () =>
  useQuery({
    queryKey: ["admin", "ledger"],
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/admin/ledger/check", { signal })),
  });
