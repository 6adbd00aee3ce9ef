import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { fakeApi, refusal } from "@/testing/fakeApi";
import { renderInApp } from "@/testing/render";
import { checkoutAddress, rememberPayment } from "./api/payments";
import { Delivery } from "./Delivery";

const formats = ["clean", "redline", "report", "receipt"];
const usd = (amount: string) => ({ amount, currency: "USD" });
const quote = (due: string) => ({
  jobId: "j1",
  amount: usd(due),
  due: usd(due),
  paid: usd("0.0000"),
  back: usd("0.0000"),
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
    renderInApp(<Delivery jobId="j1" formats={formats} isDelivered={false} />);
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
    renderInApp(<Delivery jobId="j1" formats={formats} isDelivered={false} />);
    await userEvent.click(await screen.findByRole("button", { name: "Download" }));
    await userEvent.click(await screen.findByRole("link", { name: /Download essay\.docx/ }));
    await expect.poll(() => received.filter(({ path }) => path === "/api/v1/downloads")).toHaveLength(2);
  });

  it("names the price before anything is paid", async () => {
    const { received } = happy({ due: "1.2000" });
    renderInApp(<Delivery jobId="j1" formats={formats} isDelivered={false} />);
    expect(await screen.findByRole("button", { name: "Pay $1.20" })).toBeEnabled();
    expect(received.map(({ method }) => method)).toEqual(["GET"]);
    expect(screen.getByRole("button", { name: "Download" })).toBeDisabled();
  });

  it("offers what the job can be had as, each with a word on what it is", async () => {
    happy();
    renderInApp(<Delivery jobId="j1" formats={formats} isDelivered={false} />);
    const list = await screen.findByRole("list", { name: "What you can get" });
    const titles = within(list)
      .getAllByRole("heading")
      .map(({ textContent }) => textContent);
    expect(titles).toEqual(["Your file", "Marked copy", "Report", "Receipt"]);
    expect(within(list).getByText(/A signed record/)).toBeVisible();
    expect(within(list).getByRole("link", { name: "Check a receipt" })).toHaveAttribute("href", "/verify");
  });

  it("says that a PDF's text comes back marked, and offers that first", async () => {
    happy();
    renderInApp(<Delivery jobId="j1" formats={["redline", "report", "receipt"]} isDelivered={false} />);
    const [first] = await screen.findAllByRole("listitem");
    expect(
      within(first as HTMLElement).getByText(/copy of the PDF’s text with your changes marked/),
    ).toBeVisible();
    expect(within(first as HTMLElement).getByRole("button", { name: "Download" })).toBeEnabled();
  });

  it.each([
    ["Get the report as a web page", { format: "report", as: "html" }],
    ["Get the report as a PDF", { format: "report", as: "pdf" }],
    ["Get the receipt", { format: "receipt" }],
    ["Get the marked copy", { format: "redline" }],
  ])("asks by “%s” for just that", async (name, wish) => {
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    const { received } = happy();
    renderInApp(<Delivery jobId="j1" formats={formats} isDelivered={false} />);
    await userEvent.click(await screen.findByRole("button", { name }));
    expect(await screen.findByText("Building your file")).toBeInTheDocument();
    expect(await screen.findByText("Ready, and should be downloading.")).toBeVisible();
    const asked = received.find(({ method, path }) => method === "POST" && path === "/api/v1/downloads");
    expect(asked?.body).toEqual({ jobId: "j1", ...wish });
  });

  it.each([
    ["failed", "The template broke.", /could not be built\. The template broke\./],
    ["expired", null, /built anew/],
  ])("says what is wrong when a file is %s", async (status, message, text) => {
    const { routes } = happy();
    const error = message && { code: "INTERNAL", message };
    routes["GET /api/v1/downloads/d1"] = () => ({ body: { id: "d1", status, error } });
    renderInApp(<Delivery jobId="j1" formats={formats} isDelivered={false} />);
    await userEvent.click(await screen.findByRole("button", { name: "Get the receipt" }));
    expect(await screen.findByRole("alert")).toHaveTextContent(text);
    expect(screen.getByRole("button", { name: "Get the receipt" })).toBeEnabled();
  });

  it("says why a file could not be built, and lets one try again", async () => {
    const { routes } = happy();
    routes["POST /api/v1/downloads"] = () => refusal(402, "PAYMENT_REQUIRED", "Pay first.");
    renderInApp(<Delivery jobId="j1" formats={formats} isDelivered={false} />);
    await userEvent.click(await screen.findByRole("button", { name: "Download" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("has to be paid first");
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
    const { client } = renderInApp(<Delivery jobId="j1" formats={formats} isDelivered={false} />);
    expect(await screen.findByText(/waiting for your payment/)).toBeVisible();
    expect(screen.getByRole("button", { name: /Pay/ })).toBeDisabled();
    status = "settled";
    await client.refetchQueries({ queryKey: ["payments"] });
    expect(await screen.findByText("Paid. Thank you.")).toBeVisible();
    expect(await screen.findByRole("button", { name: "Download" })).toBeEnabled();
  });

  it("says what was paid before and what comes back of it", async () => {
    const { routes } = happy();
    const body = { ...quote("0.0000"), paid: usd("0.5000"), back: usd("0.2000") };
    routes["GET /api/v1/payments/quote"] = () => ({ body });
    renderInApp(<Delivery jobId="j1" formats={formats} isDelivered={false} />);
    const price = await screen.findByRole("region", { name: "Price" });
    expect(price).toHaveTextContent("Paid before$0.50");
    expect(price).toHaveTextContent("Comes back to you with the download$0.20");
  });

  it("says so when the payment was declined, and lets one pay again", async () => {
    const { routes } = happy({ due: "1.2000" });
    routes["GET /api/v1/payments/p1"] = () => ({ body: payment("failed") });
    rememberPayment("j1", "p1");
    renderInApp(<Delivery jobId="j1" formats={formats} isDelivered={false} />);
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
