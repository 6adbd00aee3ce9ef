import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";
import type { Plan, Tier } from "@/lib/api/types";

const planQuery = queryOptions({
  queryKey: ["plan"],
  queryFn: ({ signal }) => unwrap(api.GET("/api/v1/plan", { signal })),
});

export const usePlan = () => useQuery(planQuery);

export const usePlanOffers = () =>
  useQuery({
    queryKey: ["plans"],
    queryFn: async ({ signal }) => (await unwrap(api.GET("/api/v1/plans", { signal }))).items,
  });

export type PlanWish = Tier | "cancel" | "resume";

/** Stores what is wanted of the plan; where that is to be paid first, goes there. */
export function usePlanChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: PlanWish) => ask(wish),
    onSuccess: (plan) => {
      client.setQueryData(planQuery.queryKey, plan);
      if (plan.checkoutUrl) leaveFor(plan.checkoutUrl);
    },
  });
}

export const usePortal = () =>
  useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/plan/portal")),
    onSuccess: ({ url }) => leaveFor(url),
  });

function ask(wish: PlanWish): Promise<Plan> {
  if (wish === "cancel") return unwrap(api.POST("/api/v1/plan/cancel"));
  if (wish === "resume") return unwrap(api.POST("/api/v1/plan/resume"));
  return unwrap(api.POST("/api/v1/plan/checkout", { body: { tier: wish } }));
}

/** Only to our own pages, or by https. */
export function leaveFor(address: string): void {
  const url = new URL(address, location.origin);
  if (url.origin === location.origin || url.protocol === "https:") location.assign(url.href);
}
