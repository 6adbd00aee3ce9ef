import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { aChange } from "@/testing/changes";
import { refusal } from "@/testing/fakeApi";
import { button, card, deal, shows } from "./testing";

const alike = [
  ...["a", "b", "c"].map((id) =>
    aChange(id, { replacement: `text ${id}`, before: `Sentence ${id} has `, pattern: "alot>a lot" }),
  ),
  aChange("d", { replacement: "other", pattern: "another" }),
];
const bulk = { batchId: "batch-1", resolved: 3, skipped: 0, remaining: 1 };

function dealAlike() {
  const dealt = deal(alike, {
    routes: {
      "POST /decisions/bulk": () => ({ body: bulk }),
      "POST /decisions/bulk/batch-1/undo": () => ({ body: bulk }),
    },
  });
  const asked = (end: string) => dealt.api.received.filter(({ path }) => path.endsWith(end));
  return { ...dealt, asked };
}

describe("Cards of one kind", () => {
  it("are offered on a card that has others like it, and listed where they stand, with the scope said", async () => {
    const { user } = dealAlike();
    await user.click(within(card()).getByRole("button", { name: "2 more like this" }));
    const dialog = await screen.findByRole("dialog", { name: "3 cards like this" });
    expect(within(dialog).getByText(/in this document and no other/)).toBeVisible();
    expect(within(dialog).getByText(/Sentence b has/)).toBeVisible();
    expect(within(dialog).getAllByRole("checkbox")).toHaveLength(4);
  });

  it("are accepted in one request, exactly those that are ticked, and taken back in one", async () => {
    const { user, asked } = dealAlike();
    await user.keyboard("g");
    await screen.findByRole("dialog");
    await user.click(screen.getByRole("checkbox", { name: /text b/ }));
    await user.click(button("Accept these 2"));
    expect(asked("/decisions/bulk").map(({ body }) => body)).toEqual([
      { filter: { changeIds: ["a", "c"] }, action: "accept" },
    ]);
    expect(screen.getByText("2 cards accepted.")).toBeVisible();
    expect(screen.getByText("2 of 4")).toBeVisible();
    await user.click(
      within(screen.getByText("2 cards accepted.").parentElement as HTMLElement).getByRole("button", {
        name: "Undo",
      }),
    );
    expect(screen.getByText("0 of 4")).toBeVisible();
    await waitFor(() => expect(asked("/batch-1/undo")).toHaveLength(1));
  });

  it("are taken back and done again by the keys, as one step", async () => {
    const { user, asked } = dealAlike();
    await user.keyboard("g");
    await screen.findByRole("dialog");
    await user.click(button("Reject these 3"));
    shows("other");
    await user.keyboard("{Backspace}");
    expect(screen.getByText("0 of 4")).toBeVisible();
    await user.keyboard("y");
    expect(screen.getByText("3 of 4")).toBeVisible();
    await waitFor(() => expect(asked("/decisions/bulk")).toHaveLength(2));
  });

  it("go one by one through the queue when the request can't be sent", async () => {
    const { user, api, sent, jobId } = dealAlike();
    api.routes[`POST /api/v1/jobs/${jobId}/decisions/bulk`] = () => refusal(503, "UNAVAILABLE");
    await user.keyboard("g");
    await screen.findByRole("dialog");
    await user.click(button("Accept these 3"));
    expect(screen.getByText("3 of 4")).toBeVisible();
    await expect
      .poll(() => sent.map(({ changeId, action }) => `${action} ${changeId}`))
      .toEqual(["accept a", "accept b", "accept c"]);
    await user.keyboard("{Backspace}");
    expect(screen.getByText("0 of 4")).toBeVisible();
  });

  it("wait in the queue without network, and none of them is asked for together", async () => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    const { user, asked } = dealAlike();
    await user.keyboard("g");
    await screen.findByRole("dialog");
    await user.click(button("Accept these 3"));
    expect(screen.getByText("3 of 4")).toBeVisible();
    expect(asked("/decisions/bulk")).toHaveLength(0);
  });

  it("say why when the server will not have it, and are undecided again", async () => {
    const { user, api, jobId } = dealAlike();
    api.routes[`POST /api/v1/jobs/${jobId}/decisions/bulk`] = () =>
      refusal(409, "CONFLICT", "Its decisions are final.");
    await user.keyboard("g");
    await screen.findByRole("dialog");
    await user.click(button("Accept these 3"));
    expect(await screen.findByText(/Its decisions are final/)).toBeVisible();
    expect(screen.getByText("0 of 4")).toBeVisible();
  });
});

describe("A suggestion", () => {
  const groups = [
    {
      pattern: "alot>a lot",
      category: "spelling",
      title: "“alot” → “a lot”",
      changeIds: ["a", "b", "c"],
      suggestion: { action: "accept", accepted: 19, rejected: 1 } as const,
    },
  ];
  const suggest = () =>
    deal(alike, { plan: { groups }, routes: { "POST /decisions/bulk": () => ({ body: bulk }) } });

  it("says what it rests on, and does what it says with one tap", async () => {
    const { user } = suggest();
    expect(await screen.findByText("You accept these 19 times of 20: accept the remaining 3?")).toBeVisible();
    await user.click(button("Accept 3"));
    expect(screen.getByText("3 of 4")).toBeVisible();
    shows("other");
  });

  it("goes when it is not wanted now", async () => {
    const { user } = suggest();
    await user.click(await screen.findByRole("button", { name: "Not now" }));
    expect(screen.queryByText(/accept the remaining/)).not.toBeInTheDocument();
    shows("text a");
  });
});

describe("What was learned", () => {
  const decision = {
    action: "reject",
    replacement: null,
    decidedAt: "2026-01-01T00:00:00Z",
    by: "rule",
    because: "You rejected the same in March.",
  } as const;

  it("hides, says why, and gives back what one wants to see", async () => {
    const hidden = ["h", "i"].map((id) =>
      aChange(id, { replacement: `hidden ${id}`, state: "rejected", hidden: true, decision }),
    );
    const { user, sent } = deal([...alike, ...hidden]);
    expect(screen.getByText("0 of 4")).toBeVisible();
    await user.click(button("Hidden: 2"));
    const dialog = await screen.findByRole("dialog", { name: "Hidden" });
    expect(within(dialog).getAllByText("You rejected the same in March.")).toHaveLength(2);
    await user.click(button("Bring back “hidden h”"));
    expect(screen.getByText("0 of 5")).toBeVisible();
    await expect.poll(() => sent).toMatchObject([{ changeId: "h", action: "undo" }]);
    await user.click(button("Bring back “hidden i”"));
    expect(within(dialog).getByText("None any more.")).toBeVisible();
  });

  it.each([
    ["Yes", "on"],
    ["No", "off"],
  ])("proposes a rule, which acts only after a yes (%s)", async (name, rule) => {
    const rulesProposed = [{ patternId: "p-9", words: "Never suggest “alot”", accepted: 0, rejected: 9 }];
    const { user, api } = deal(alike, {
      plan: { rulesProposed },
      routes: { "PATCH /api/v1/memory/p-9": () => ({ body: {} }) },
    });
    expect(await screen.findByText("Never suggest “alot”? You rejected it 9 times of 9.")).toBeVisible();
    await user.click(button(name));
    const patched = () => api.received.filter(({ method }) => method === "PATCH");
    await waitFor(() => expect(patched().map(({ body }) => body)).toEqual([{ rule }]));
    expect(screen.queryByText(/Never suggest/)).not.toBeInTheDocument();
  });
});
