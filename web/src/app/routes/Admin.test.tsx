import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router";
import { describe, expect, it } from "vitest";
import { fakeApi } from "@/testing/fakeApi";
import { renderInApp } from "@/testing/render";
import { RequireAdmin } from "../RequireAdmin";
import { AdminPayment } from "./AdminPayment";

const usd = (amount: string) => ({ amount, currency: "USD" });
const id = "0197f0a0-0000-7000-8000-000000000001";
const at = "2026-11-20T12:00:00Z";

function start(role: string) {
  let left = "0.5000";
  const refunds: object[] = [];
  const money = (amount: string) => (Number(amount) * 1).toFixed(4);
  return fakeApi({
    "GET /api/v1/users/me": () => ({ body: { id, email: "a@example.org", displayName: null, role } }),
    [`GET /api/v1/admin/payments/${id}/ledger`]: () => ({
      body: {
        payment: {
          id,
          userId: id,
          jobId: id,
          status: "settled",
          amount: usd("0.5000"),
          refunded: usd(money(String(0.5 - Number(left)))),
          left: usd(left),
          processor: "test",
          problem: null,
          createdAt: at,
          settledAt: at,
        },
        acceptedChanges: 550,
        charge: null,
        invoice: "I-2026-000001",
        refunds,
        creditNotes: [],
        entries: [
          {
            id,
            kind: "capture",
            cause: id,
            at,
            postings: [{ account: "processor:test", amount: usd("0.5000") }],
          },
        ],
      },
    }),
    [`POST /api/v1/admin/payments/${id}/refund`]: ({ body }) => {
      const { amount, reason } = body as { amount: { amount: string }; reason: string };
      left = money(String(Number(left) - Number(amount.amount)));
      const refund = {
        id,
        paymentId: id,
        amount: usd(money(amount.amount)),
        status: "succeeded",
        reason,
        orderedBy: id,
        createdAt: at,
      };
      refunds.push(refund);
      return { status: 201, body: refund };
    },
  });
}

const page = (
  <Routes>
    <Route element={<RequireAdmin />}>
      <Route path="/admin/payments/:paymentId" element={<AdminPayment />} />
    </Route>
  </Routes>
);

describe("A payment, for an administrator", () => {
  it("is given back in part, with a reason, once", async () => {
    const { received } = start("admin");
    renderInApp(page, { path: `/admin/payments/${id}` });
    expect(await screen.findByText("I-2026-000001")).toBeVisible();
    expect(screen.getByText("processor:test")).toBeVisible();
    const amount = screen.getByLabelText("Amount in USD");
    expect(amount).toHaveValue("0.50");
    await userEvent.clear(amount);
    await userEvent.type(amount, "0.20");
    await userEvent.type(screen.getByLabelText("Reason"), "a kindness");
    await userEvent.click(screen.getByRole("button", { name: "Give back" }));
    expect(await screen.findByText("$0.20 · Arrived")).toBeVisible();
    const posts = received.filter(({ method }) => method === "POST");
    expect(posts.map(({ body }) => body)).toEqual([{ amount: usd("0.20"), reason: "a kindness" }]);
    expect(posts[0]?.headers.get("Idempotency-Key")).toBeTruthy();
    expect(await screen.findByText("$0.30")).toBeVisible();
  });

  it("is no page for anybody else", async () => {
    start("user");
    renderInApp(page, { path: `/admin/payments/${id}` });
    expect(await screen.findByText("There is no such page")).toBeVisible();
  });
});
