import { fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { fakeApi } from "@/testing/fakeApi";
import { renderInApp } from "@/testing/render";
import { LivePrice } from "./LivePrice";

const usd = (amount: string) => ({ amount, currency: "USD" });
const quote = (due: string, { paid = "0.0000", back = "0.0000" } = {}) => ({
  body: {
    jobId: "j1",
    amount: usd(due),
    due: usd(due),
    paid: usd(paid),
    back: usd(back),
    free: Number(due) === 0,
    lines: [],
  },
});

/** A deck of which one card after the other is accepted. */
function Swipes() {
  const [accepted, setAccepted] = useState(1);
  return (
    <button type="button" onClick={() => setAccepted(accepted + 1)}>
      <LivePrice jobId="j1" accepted={accepted} />
    </button>
  );
}

const accept = () => fireEvent.click(screen.getByRole("button"));

describe("The price on the deck", () => {
  it("says plainly that nothing is due", async () => {
    fakeApi({ "GET /api/v1/payments/quote": () => quote("0.0000") });
    renderInApp(<LivePrice jobId="j1" accepted={0} />);
    expect(await screen.findByText("Nothing due")).toBeVisible();
  });

  it.each([
    ["0.3000", "0.0000", "$0.30 more due"],
    ["0.0000", "0.2000", "$0.20 comes back"],
    ["0.0000", "0.0000", "Paid"],
  ])("says of a job that was paid for what is different: %s due, %s back", async (due, back, said) => {
    fakeApi({ "GET /api/v1/payments/quote": () => quote(due, { paid: "0.5000", back }) });
    renderInApp(<LivePrice jobId="j1" accepted={7} />);
    expect(await screen.findByText(said)).toBeVisible();
  });

  it("is asked for once when many swipes follow each other, and keeps the old one until then", async () => {
    let due = "0.5000";
    const { received } = fakeApi({ "GET /api/v1/payments/quote": () => quote(due) });
    renderInApp(<Swipes />);
    expect(await screen.findByText("$0.50 due")).toBeVisible();
    due = "0.9000";
    for (let swipe = 0; swipe < 40; swipe++) accept();
    expect(screen.getByText("$0.50 due")).toBeVisible();
    expect(await screen.findByText("$0.90 due", {}, { timeout: 3000 })).toBeVisible();
    expect(received).toHaveLength(2);
  });

  it("marks the last known one when the server can not be reached", async () => {
    let isAway = false;
    fakeApi({
      "GET /api/v1/payments/quote": () => {
        if (isAway) throw new TypeError("Failed to fetch");
        return quote("0.5000");
      },
    });
    renderInApp(<Swipes />);
    expect(await screen.findByText("$0.50 due")).toBeVisible();
    isAway = true;
    accept();
    expect(await screen.findByText("$0.50 due when last known", {}, { timeout: 3000 })).toBeVisible();
  });
});
