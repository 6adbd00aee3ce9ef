import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { fakeApi } from "@/testing/fakeApi";
import { renderInApp } from "@/testing/render";
import { Plan } from "./Plan";

const usd = (amount: string) => ({ amount, currency: "USD" });
const offers = [
  { tier: "free", monthlyPrice: usd("0"), freeChangesPerMonth: 500, discountPercent: 0, canBeBought: false },
  { tier: "pro", monthlyPrice: usd("9"), freeChangesPerMonth: 5000, discountPercent: 20, canBeBought: true },
];

const enterprise = {
  tier: "enterprise",
  monthlyPrice: usd("49"),
  freeChangesPerMonth: 50_000,
  discountPercent: 20,
  canBeBought: true,
};

function start() {
  let plan = {
    tier: "free",
    status: null as string | null,
    renewsAt: null,
    cancelsAt: null as string | null,
  };
  return fakeApi({
    "GET /api/v1/plans": () => ({ body: { items: offers } }),
    "GET /api/v1/plan": () => ({ body: { ...plan, allowance: { used: 312, of: 500 } } }),
    "POST /api/v1/plan/checkout": () => {
      plan = { ...plan, tier: "pro", status: "active" };
      return { body: plan };
    },
    "POST /api/v1/plan/cancel": () => {
      plan = { ...plan, cancelsAt: "2026-12-20T12:00:00Z" };
      return { body: plan };
    },
    "POST /api/v1/plan/resume": () => {
      plan = { ...plan, cancelsAt: null };
      return { body: plan };
    },
  });
}

/** A plan as it is told, and the pages that one is sent to. */
function show(plan: Record<string, unknown>) {
  const goTo = vi.fn();
  vi.stubGlobal("location", { ...location, origin: location.origin, assign: goTo });
  const rest = { renewsAt: "2026-12-20T12:00:00Z", cancelsAt: null, nextTier: null, lateUntil: null };
  fakeApi({
    "GET /api/v1/plans": () => ({ body: { items: [...offers, enterprise] } }),
    "GET /api/v1/plan": () => ({
      body: { ...rest, checkoutUrl: null, allowance: { used: 0, of: 500 }, ...plan },
    }),
    "POST /api/v1/plan/portal": () => ({ body: { url: "/portal" } }),
  });
  renderInApp(<Plan />);
  return goTo;
}

describe("A plan that is not paid", () => {
  it("goes on for a while, says until when, and leads to another card", async () => {
    const goTo = show({ tier: "pro", status: "pastDue", lateUntil: "2026-11-27T12:00:00Z" });
    expect(await screen.findByText(/goes on until Nov 27, 2026/)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Pay with another card" }));
    await vi.waitFor(() => expect(goTo).toHaveBeenCalledWith(`${location.origin}/portal`));
  });

  it("has stopped when it was tried for long enough, and can be had back", async () => {
    show({ tier: "free", status: "unpaid" });
    expect(await screen.findByText(/could not be paid and has stopped/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Pay with another card" })).toBeVisible();
    expect(screen.queryByText(/Renews/)).toBeNull();
  });

  it("waits for the checkout that was left", async () => {
    const goTo = show({ tier: "free", status: "incomplete", checkoutUrl: "/checkout" });
    await userEvent.click(await screen.findByRole("button", { name: "Go on to pay" }));
    expect(goTo).toHaveBeenCalledWith(`${location.origin}/checkout`);
  });
});

describe("Another plan", () => {
  it("says of each way when it counts and what it costs", async () => {
    show({ tier: "pro", status: "active" });
    expect(await screen.findByRole("button", { name: "Upgrade to Enterprise" })).toBeVisible();
    expect(screen.getByText(/Counts at once; you pay the difference/)).toBeVisible();
  });

  it("that comes with the next period is named with its day", async () => {
    show({ tier: "enterprise", status: "active", nextTier: "pro" });
    expect(await screen.findByText(/From Dec 20, 2026 on: Pro/)).toBeVisible();
    expect(screen.getByText("Yours next")).toBeVisible();
    expect(screen.getByRole("button", { name: "Choose Enterprise" })).toBeVisible();
  });
});

describe("The plan", () => {
  it("tells how much of the month's allowance is used", async () => {
    start();
    renderInApp(<Plan />);
    expect(await screen.findByText("312 of 500 free changes used this month")).toBeVisible();
    expect(screen.getByText("20% off what goes beyond")).toBeVisible();
  });

  it("is chosen, cancelled at the end of its period, and kept after all", async () => {
    const { received } = start();
    renderInApp(<Plan />);
    await userEvent.click(await screen.findByRole("button", { name: "Choose Pro" }));
    expect(await screen.findByRole("heading", { name: "Your plan: Pro" })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Cancel at the end of the period" }));
    expect(await screen.findByText(/Ends on Dec 20, 2026/)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Keep the plan" }));
    expect(await screen.findByRole("button", { name: "Cancel at the end of the period" })).toBeVisible();
    const posts = received.filter(({ method }) => method === "POST");
    expect(posts.map(({ path, body }) => [path, body])).toEqual([
      ["/api/v1/plan/checkout", { tier: "pro" }],
      ["/api/v1/plan/cancel", undefined],
      ["/api/v1/plan/resume", undefined],
    ]);
  });
});
