import { fireEvent, screen } from "@testing-library/react";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { changeSettings, usualSettings } from "@/lib/settings";
import { aChange } from "@/testing/changes";
import { button, deal, shows, threeCards } from "./testing";

afterEach(() => changeSettings(usualSettings));

describe("Undo and redo", () => {
  it("take back to any depth and do again what was taken back, edits in their own words", async () => {
    const { user, sent } = deal();
    await user.keyboard("a");
    await user.keyboard("e");
    await user.clear(screen.getByLabelText("Your wording"));
    await user.type(screen.getByLabelText("Your wording"), "get{Control>}{Enter}{/Control}");
    await user.keyboard("x{Backspace}{Backspace}{Backspace}");
    shows("a lot");
    expect(button("Undo")).toBeDisabled();
    await user.keyboard("y{Shift>}{Backspace}{/Shift}");
    await user.click(button("Redo"));
    expect(screen.queryByRole("article")).not.toBeInTheDocument();
    expect(button("Redo")).toBeDisabled();
    expect(screen.getByText(/2 accepted, 1 rejected/)).toBeVisible();
    const lastOf = (id: string) => sent.findLast(({ changeId }) => changeId === id);
    await expect.poll(() => lastOf("c")).toMatchObject({ action: "reject" });
    expect(lastOf("a")).toMatchObject({ action: "accept" });
    expect(lastOf("b")).toMatchObject({ action: "edit", replacement: "get" });
  });

  it("forget what was taken back once something new is decided", async () => {
    const { user } = deal();
    await user.keyboard("ax{Backspace}{Backspace}x");
    expect(button("Redo")).toBeDisabled();
    await user.keyboard("y");
    shows("receive");
  });

  it("undoes a decision that another device made later than this one", async () => {
    const decision = { action: "reject", replacement: null, decidedAt: "2031-01-01T00:00:00Z" } as const;
    const { user } = deal([
      ...threeCards,
      aChange("d", { replacement: "other", state: "rejected", decision }),
    ]);
    await user.keyboard("a{Backspace}");
    shows("other");
  });

  it("never takes back what a rule decided by itself", () => {
    const decision = {
      action: "reject",
      replacement: null,
      decidedAt: "2026-01-01T00:00:00Z",
      by: "rule",
    } as const;
    deal([...threeCards, aChange("d", { state: "rejected", decision, hidden: true })]);
    expect(button("Undo")).toBeDisabled();
  });

  it("come to where they were, whatever was done: all back, all again", async () => {
    const cards = Array.from({ length: 5 }, (_, index) =>
      aChange(`${index}`, { replacement: `text ${index}`, pattern: `p${index}` }),
    );
    const deck = () => [
      document.querySelector("article[data-front] ins")?.textContent ?? null,
      document.querySelector("strong")?.textContent,
      screen.queryByText(/^\d flagged$/)?.textContent ?? null,
    ];
    const moves = fc.array(fc.constantFrom("a", "x", " ", "f", "Backspace", "y"), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(moves, async (keys) => {
        const { unmount } = deal(cards);
        const press = (key: string) => fireEvent.keyDown(window, { key });
        for (const key of keys) press(key);
        const before = deck();
        const history = [before];
        const undo = screen.getByText("Undo").closest("button");
        while (undo && !undo.disabled) {
          press("Backspace");
          history.push(deck());
        }
        expect(deck()).toEqual(["text 0", "0 of 5", null]);
        for (const expected of history.slice(0, -1).reverse()) {
          press("y");
          expect(deck()).toEqual(expected);
        }
        unmount();
        localStorage.clear();
      }),
      { numRuns: 15 },
    );
  }, 30_000);
});

describe("A flag", () => {
  it("puts a card behind the others without deciding it, and the deck says so at its end", async () => {
    const { user, sent } = deal();
    await user.keyboard("f");
    shows("receive");
    expect(button("1 flagged")).toBeVisible();
    expect(screen.getByText("0 of 3")).toBeVisible();
    await user.keyboard("aa");
    expect(screen.getByRole("heading", { name: "1 flagged left" })).toBeVisible();
    await user.click(button("Look at 1 flagged card"));
    shows("a lot");
    await user.keyboard("x");
    expect(screen.getByText("That was the last card")).toBeVisible();
    await expect.poll(() => sent.map(({ changeId }) => changeId)).toEqual(["b", "c", "a"]);
  });

  it("survives a reload, and is taken off by the same key", async () => {
    const { user, jobId, unmount } = deal();
    await user.keyboard("f");
    unmount();
    deal(threeCards, { jobId });
    shows("receive");
    await user.click(button("1 flagged"));
    shows("a lot");
    expect(button("Flag")).toHaveAttribute("aria-pressed", "true");
    await user.keyboard("f");
    expect(screen.queryByRole("button", { name: "1 flagged" })).not.toBeInTheDocument();
    shows("a lot");
  });

  it("is taken back by undo and set again by redo", async () => {
    const { user } = deal();
    await user.keyboard("f{Backspace}");
    shows("a lot");
    expect(screen.queryByRole("button", { name: "1 flagged" })).not.toBeInTheDocument();
    await user.keyboard("y");
    expect(button("1 flagged")).toBeVisible();
    shows("receive");
  });
});
