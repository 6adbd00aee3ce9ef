import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Autopilot, AutopilotBatch } from "@/lib/api/types";
import { aChange } from "@/testing/changes";
import { refusal } from "@/testing/fakeApi";
import { button, deal, threeCards } from "../deck/testing";

const facts = {
  tolerance: 0.02,
  predictions: 160,
  needed: 149,
  missingHere: 0,
  hasChanged: false,
  offer: null,
  batch: null,
};
const offer = { changes: 41, stays: 12, certainty: 0.97, errorBound: 0.018, examples: ["a"] };
const batch: AutopilotBatch = {
  id: "batch-7",
  decided: 36,
  audit: { size: 9, answered: 3, agreed: 3 },
  promised: 0.02,
  errorBound: 0.018,
  measured: null,
  undone: false,
  reason: null,
};

async function open(autopilot: Partial<Autopilot>, extra: Parameters<typeof deal>[1] = {}) {
  const plan = { autopilot: { ...facts, state: "learning" as const, ...autopilot } };
  const decided = aChange("d", {
    replacement: "by itself",
    state: "accepted",
    decision: {
      action: "accept",
      replacement: null,
      decidedAt: "2026-01-01T00:00:00Z",
      by: "autopilot",
      because: "You accepted 24 of 24 like it.",
    },
  });
  const dealt = deal([...threeCards, decided], { plan, ...extra });
  await dealt.user.click(await screen.findByRole("button", { name: "Autopilot" }));
  return { ...dealt, dialog: await screen.findByRole("dialog", { name: "Autopilot" }) };
}

describe("The autopilot", () => {
  it("says how far away an offer is", async () => {
    const { dialog } = await open({ predictions: 83 });
    expect(dialog).toHaveTextContent(
      "83 of the 149 predictions that it needs at least for 2%. 66 swipes more",
    );
    expect(within(dialog).getByRole("progressbar")).toHaveAttribute("value", "83");
  });

  it.each([
    ["the record is of other documents", { missingHere: 4 }, "it is of other documents. 4 more swipes"],
    ["the person decides otherwise here", { hasChanged: true }, "you decide otherwise than you used to"],
    ["nothing else is sure enough", {}, "it was not right often enough"],
  ])("says that %s", async (_, autopilot, words) => {
    const { dialog } = await open(autopilot);
    expect(dialog).toHaveTextContent(words);
    expect(within(dialog).queryByRole("progressbar")).toBeNull();
  });

  it("asks the server again for what another tolerance would mean", async () => {
    const { dialog, user, api } = await open({ predictions: 83 });
    await user.click(within(dialog).getByRole("radio", { name: "5%" }));
    const asked = () => api.received.map(({ search }) => search.get("tolerance"));
    await waitFor(() => expect(asked()).toContain("0.05"));
  });

  it("shows the choice at once, and starts nothing until the server has told what it means", async () => {
    const { dialog, user } = await open({ state: "offered", offer });
    await user.click(within(dialog).getByRole("radio", { name: "5%" }));
    expect(within(dialog).getByRole("radio", { name: "5%" })).toBeChecked();
    expect(button("Let it decide")).toBeDisabled();
    await user.click(within(dialog).getByRole("radio", { name: "2%" }));
    expect(button("Let it decide")).toBeEnabled();
  });

  it("offers with number, bound, examples and what stays, and starts on a yes", async () => {
    const { dialog, user, api } = await open(
      { state: "offered", offer },
      {
        routes: {
          "POST /autopilot": () => ({
            body: { batchId: "batch-7", decided: 36, heldBack: 5, remaining: 17 },
          }),
        },
      },
    );
    for (const text of [/41 of the 53 cards/, /at most 1.8% of these cards/, /12 cards stay for you/])
      expect(within(dialog).getByText(text)).toBeVisible();
    expect(within(dialog).getByText("a lot")).toBeVisible();
    await user.click(button("Let it decide"));
    expect(await screen.findByText("Autopilot decided 36 cards.", { selector: "section p" })).toBeVisible();
    const started = api.received.find(({ method, path }) => method === "POST" && path.endsWith("/autopilot"));
    expect(started?.body).toEqual({ tolerance: 0.02 });
    expect(started?.headers.get("Idempotency-Key")).toBeTruthy();
  });

  it("says why when there is no offer any more", async () => {
    const { user } = await open(
      { state: "offered", offer },
      { routes: { "POST /autopilot": () => refusal(409, "CONFLICT", "The evidence has changed.") } },
    );
    await user.click(button("Let it decide"));
    expect(await screen.findByText("The evidence has changed.")).toBeVisible();
  });

  it("shows while it is checked what it decided and why, and gives all of it back at once", async () => {
    const undone: unknown[] = [];
    const { dialog, user } = await open(
      { state: "auditing", batch },
      {
        routes: {
          "POST /autopilot/batch-7/undo": () => {
            undone.push(1);
            return { body: {} };
          },
        },
      },
    );
    expect(dialog).toHaveTextContent("3 of 9 check cards are answered");
    expect(dialog).toHaveTextContent("Accepted. You accepted 24 of 24 like it.");
    await user.click(button("Take all 36 back"));
    await waitFor(() => expect(undone).toHaveLength(1));
  });

  it("tells the measured error with its interval", async () => {
    const { dialog } = await open({
      state: "done",
      batch: {
        ...batch,
        audit: { size: 9, answered: 9, agreed: 9 },
        measured: { low: 0, high: 0.28 },
      },
    });
    expect(dialog).toHaveTextContent(
      "You agreed with 9 of 9. The error among what it decided is between 0% and 28%",
    );
  });

  it("explains why it stepped back", async () => {
    const { dialog } = await open({
      state: "steppedBack",
      batch: {
        ...batch,
        audit: { size: 9, answered: 9, agreed: 5 },
        measured: { low: 0.2, high: 0.7 },
        undone: true,
        reason: "You decided 4 of 9 otherwise.",
      },
    });
    expect(within(dialog).getByRole("heading", { name: "Autopilot stepped back" })).toBeVisible();
    expect(dialog).toHaveTextContent(
      "You decided 4 of 9 check cards otherwise, which is more than was promised.",
    );
    expect(dialog).toHaveTextContent("36 cards that it decided are undecided again");
  });

  it("marks on the card what it decided, with the reason", async () => {
    const { user } = await open({ state: "auditing", batch });
    await user.click(button("Look “by itself”"));
    const card = screen.getByRole("article", { name: "Proposed change" });
    expect(within(card).getByText("Accepted by autopilot")).toBeVisible();
    expect(within(card).getByText("You accepted 24 of 24 like it.")).toBeVisible();
  });
});
