import type { Money } from "./types";

export type Tier = "free" | "pro" | "enterprise";

/** A person's plan, as it was when it was last read at the processor. */
export interface Plan {
  tier: Tier;
  status: string | null;
  renewsAt: string | null;
  /** The end of a plan that was cancelled: until then it is had. */
  cancelsAt: string | null;
  /** From the next period on, where it is another. */
  nextTier?: Tier | null;
  /** Where a plan that was chosen can be paid. */
  checkoutUrl?: string | null;
  allowance?: Allowance | null;
}

/** Free changes of this month. */
export interface Allowance {
  used: number;
  of: number;
}

export interface PlanOffer {
  tier: Tier;
  monthlyPrice: Money;
  freeChangesPerMonth: number | null;
  discountPercent: number;
  canBeBought: boolean;
}

type Json<T> = { headers: Record<string, unknown>; content: { "application/json": T } };
type None = { query?: never; header?: never; path?: never; cookie?: never };
type Get<T> = { parameters: None; requestBody?: never; responses: { 200: Json<T> } };
type Post<T, Body = never> = {
  parameters: None;
  requestBody: [Body] extends [never] ? undefined : { content: { "application/json": Body } };
  responses: { 200: Json<T> };
};

/** The routes of plans. */
export interface BillingPaths {
  "/api/v1/plan": { get: Get<Plan> };
  "/api/v1/plans": { get: Get<{ items: PlanOffer[] }> };
  "/api/v1/plan/checkout": { post: Post<Plan, { tier: Tier }> };
  "/api/v1/plan/portal": { post: Omit<Post<{ url: string }>, "requestBody"> & { requestBody?: never } };
  "/api/v1/plan/cancel": { post: Omit<Post<Plan>, "requestBody"> & { requestBody?: never } };
  "/api/v1/plan/resume": { post: Omit<Post<Plan>, "requestBody"> & { requestBody?: never } };
}
