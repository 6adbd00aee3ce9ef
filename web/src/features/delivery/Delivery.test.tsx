import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { fakeApi, refusal } from "@/testing/fakeApi";
import { renderInApp } from "@/testing/render";
import { checkoutAddress, rememberPayment } from "./api/payments";
import { Delivery } from "./Delivery";

const usd = (amount: string) => ({ amount, currency: "USD" });
const quote = (due: string) => ({
  jobId: "j1",
  amount: usd(due),
  due: usd(due),
  free: Number(due) === 0,
  lines: [],
});
const payment = (status: string) => ({ id: "p1", jobId: "j1", status, checkoutUrl: null });

function happy({ due = "0.0000", lifetime = 60_000 } = {}) {
  let asked = 0;
  return fakeApi({
    "GET /api/v1/payments/quote": () => ({ body: quote(due) }),
    "POST /api/v1/payments": () => ({ status: 201, body: payment("notRequired") }),
    "POST /api/v1/downloads": () => ({ status: 202, body: { id: "d1", status: "queued" } }),
    "GET /api/v1/downloads/d1": () =>
      asked++ === 0
        ? { body: { id: "d1", status: "building" } }
        : {
            body: {
              id: "d1",
              status: "ready",
              name: "essay.docx",
              size: 2048,
              url: "/api/v1/downloads/d1/content?signature=s",
              expiresAt: new Date(Date.now() + lifetime).toISOString(),
            },
          },
  });
}

describe("The result", () => {
  it("says plainly that nothing is due, settles, builds, and saves under the file's name", async () => {
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    const { received } = happy();
    renderInApp(<Delivery jobId="j1" isDelivered={false} />);
    expect(await screen.findByText("Nothing is due")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Download" }));
    const link = await screen.findByRole("link", { name: /Download essay\.docx/ });
    expect(link).toHaveAttribute("download", "essay.docx");
    expect(clicked.mock.contexts[0]).toMatchObject({ download: "essay.docx" });
    const posts = received.filter(({ method }) => method === "POST");
    expect(posts.map(({ path, body }) => [path, body])).toEqual([
      ["/api/v1/payments", { jobId: "j1" }],
      ["/api/v1/downloads", { jobId: "j1", format: "clean" }],
    ]);
    for (const { headers } of posts) expect(headers.get("Idempotency-Key")).toBeTruthy();
  });

  it("gets a new link when the first one has expired", async () => {
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    const { received } = happy({ lifetime: -1 });
    renderInApp(<Delivery jobId="j1" isDelivered={false} />);
    await userEvent.click(await screen.findByRole("button", { name: "Download" }));
    await userEvent.click(await screen.findByRole("link", { name: /Download essay\.docx/ }));
    await expect.poll(() => received.filter(({ path }) => path === "/api/v1/downloads")).toHaveLength(2);
  });

  it("names the price before anything is paid", async () => {
    const { received } = happy({ due: "1.2000" });
    renderInApp(<Delivery jobId="j1" isDelivered={false} />);
    expect(await screen.findByRole("button", { name: "Pay $1.20" })).toBeEnabled();
    expect(received.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("says why a file could not be built, and lets one try again", async () => {
    const { routes } = happy();
    routes["POST /api/v1/downloads"] = () => refusal(402, "PAYMENT_REQUIRED", "Pay first.");
    renderInApp(<Delivery jobId="j1" isDelivered={false} />);
    await userEvent.click(await screen.findByRole("button", { name: "Download" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Pay first.");
    expect(screen.getByRole("button", { name: "Download" })).toBeEnabled();
  });

  it("waits for the outcome when one comes back from the checkout, then offers the file", async () => {
    const { routes } = happy({ due: "1.2000" });
    let status = "pending";
    routes["GET /api/v1/payments/p1"] = () => ({ body: payment(status) });
    routes["GET /api/v1/payments/quote"] = () => ({
      body: quote(status === "settled" ? "0.0000" : "1.2000"),
    });
    rememberPayment("j1", "p1");
    const { client } = renderInApp(<Delivery jobId="j1" isDelivered={false} />);
    expect(await screen.findByText(/waiting for your payment/)).toBeVisible();
    expect(screen.getByRole("button", { name: /Pay/ })).toBeDisabled();
    status = "settled";
    await client.refetchQueries({ queryKey: ["payments"] });
    expect(await screen.findByText("Paid. Thank you.")).toBeVisible();
    expect(await screen.findByRole("button", { name: "Download" })).toBeEnabled();
  });

  it("says so when the payment was declined, and lets one pay again", async () => {
    const { routes } = happy({ due: "1.2000" });
    routes["GET /api/v1/payments/p1"] = () => ({ body: payment("failed") });
    rememberPayment("j1", "p1");
    renderInApp(<Delivery jobId="j1" isDelivered={false} />);
    expect(await screen.findByRole("alert")).toHaveTextContent("You have not been charged");
    expect(screen.getByRole("button", { name: "Pay $1.20" })).toBeEnabled();
  });

  it.each([
    ["/checkout/1", `${location.origin}/checkout/1`],
    ["https://pay.example/1", "https://pay.example/1"],
    ["javascript:alert(1)", null],
    ["http://pay.example/1", null],
    [null, null],
  ])("sends people to a checkout at %s only if it is one", (checkoutUrl, expected) => {
    const pending = { ...payment("pending"), status: "pending", checkoutUrl } as Parameters<
      typeof checkoutAddress
    >[0];
    expect(checkoutAddress(pending)).toBe(expected);
  });
});
