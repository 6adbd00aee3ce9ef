import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, idempotent, unwrap } from "@/lib/api/client";
import type { Payment } from "@/lib/api/types";
import { uuid7 } from "@/lib/uuid7";

export const quoteQuery = (jobId: string) =>
  queryOptions({
    queryKey: ["quote", jobId],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/payments/quote", { params: { query: { jobId } }, signal })),
    // A price is shown only fresh.
    staleTime: 0,
    gcTime: 0,
  });

export function useQuote(jobId: string) {
  return useQuery(quoteQuery(jobId));
}

export function pay(jobId: string): Promise<Payment> {
  return unwrap(api.POST("/api/v1/payments", { body: { jobId }, headers: idempotent(uuid7()) }));
}

export function isSettled({ status }: Payment): boolean {
  return status === "settled" || status === "notRequired";
}

/** The checkout's address, if it is one that a browser may be sent to. */
export function checkoutAddress({ status, checkoutUrl }: Payment): string | null {
  if (status !== "pending" || !checkoutUrl) return null;
  const url = new URL(checkoutUrl, location.origin);
  return url.origin === location.origin || url.protocol === "https:" ? url.href : null;
}

/** A payment that the person left for: its outcome decides what the page says when they come back. */
const pendingKey = (jobId: string) => `swipereview.payment.${jobId}`;

export function rememberPayment(jobId: string, paymentId: string): void {
  sessionStorage.setItem(pendingKey(jobId), paymentId);
}

/** Those that were come back from since the page was loaded, by job. */
const returned = new Map<string, string>();

function returnedPayment(jobId: string): string | null {
  const paymentId = sessionStorage.getItem(pendingKey(jobId)) ?? returned.get(jobId) ?? null;
  if (paymentId) returned.set(jobId, paymentId);
  return paymentId;
}

export function usePendingPayment(jobId: string) {
  // Read once: it is forgotten when the outcome is known, and the outcome must stay, also when this is shown anew.
  const [paymentId] = useState(() => returnedPayment(jobId));
  return useQuery({
    queryKey: ["payments", paymentId],
    enabled: paymentId !== null,
    queryFn: async ({ signal }) => {
      const payment = await unwrap(
        api.GET("/api/v1/payments/{id}", { params: { path: { id: paymentId ?? "" } }, signal }),
      );
      if (payment.status !== "pending") sessionStorage.removeItem(pendingKey(jobId));
      return payment;
    },
    refetchInterval: ({ state }) => (state.data?.status === "pending" ? 2000 : false),
  });
}
