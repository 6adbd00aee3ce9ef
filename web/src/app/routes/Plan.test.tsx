import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { fakeApi } from "@/testing/fakeApi";
import { renderInApp } from "@/testing/render";
import { Plan } from "./Plan";

const usd = (amount: string) => ({ amount, currency: "USD" });
const offers = [
  { tier: "free", monthlyPrice: usd("0"), freeChangesPerMonth: 500, discountPercent: 0, canBeBought: false },
  { tier: "pro", monthlyPrice: usd("9"), freeChangesPerMonth: 5000, discountPercent: 20, canBeBought: true },
];

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
