import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aChange } from "@/testing/changes";
import { button, deal, shows } from "./testing";

const many = Array.from({ length: 5000 }, (_, index) =>
  aChange(`${index}`, {
    replacement: `text ${index}`,
    pattern: "",
    category: index % 2 ? "style" : "spelling",
  }),
);
const list = () => screen.getByRole("listbox", { name: "All cards" });
/** It comes a moment after it is asked for. */
const listed = () => screen.findByRole("listbox", { name: "All cards" });
const options = () => within(list()).getAllByRole("option");
const active = () => document.getElementById(list().getAttribute("aria-activedescendant") ?? "");

describe("The list of all cards", () => {
  it("marks the card in front, says how each stands, and puts only what is in sight on the page", async () => {
    const { user } = deal(many);
    await user.keyboard("ax j");
    await listed();
    expect(options().length).toBeLessThan(60);
    expect(options()[0]).toHaveAttribute("aria-setsize", "5000");
    const states = options().map(({ textContent }) => textContent);
    expect(states[0]).toMatch(/Accepted$/);
    expect(states[1]).toMatch(/Rejected$/);
    expect(states[2]).toMatch(/Skipped$/);
    expect(within(list()).getByRole("option", { selected: true })).toHaveTextContent("text 3");
  });

  it("is walked by keys, and Enter brings any card to the front, decided or not", async () => {
    const { user } = deal(many);
    await user.keyboard("aj");
    await listed();
    expect(list()).toHaveFocus();
    await user.keyboard("{End}");
    expect(active()).toHaveTextContent("text 4999");
    await user.keyboard("{Home}");
    expect(active()).toHaveTextContent("text 0");
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}{ArrowUp}{Enter}");
    shows("text 0");
    expect(screen.getByText("Accepted", { selector: "article span" })).toBeVisible();
    await user.keyboard("x");
    shows("text 1");
    expect(screen.getByText("1 of 5,000")).toBeVisible();
  });

  it("leaves a decided card as it was when it is passed over", async () => {
    const { user, sent } = deal(many);
    await user.keyboard("aj");
    await listed();
    await user.click(options()[0] as HTMLElement);
    await user.keyboard(" ");
    shows("text 1");
    await expect.poll(() => sent.map(({ action }) => action)).toEqual(["accept"]);
  });
});

describe("The filter", () => {
  const few = [
    aChange("a", { replacement: "first", category: "style", confidence: 0.3, blockId: "b1" }),
    aChange("b", { replacement: "second", category: "spelling", blockId: "b3" }),
    aChange("c", { replacement: "third", category: "style", blockId: "b3" }),
  ];
  const blocks = [
    { blockId: "b1", kind: "paragraph", text: "Before.", changes: [] },
    { blockId: "b2", kind: "heading", text: "Part two", changes: [] },
    { blockId: "b3", kind: "paragraph", text: "After.", changes: [] },
  ];
  const dealFew = () =>
    deal(few, {
      routes: { "GET /preview": () => ({ body: { items: blocks, nextCursor: null, previousCursor: null } }) },
    });

  it("narrows the deck by category, confidence and part of the document, and shows how many are left", async () => {
    const { user } = dealFew();
    await user.click(button("Filter"));
    await user.selectOptions(await screen.findByLabelText("Category"), "Style");
    expect(screen.getByText("2 cards to go through")).toBeVisible();
    await user.selectOptions(await screen.findByLabelText("Part of the document"), "Part two");
    await user.click(button("Done"));
    shows("third");
    expect(button("Filter: 1")).toBeVisible();
    await user.keyboard("a");
    expect(screen.getByRole("heading", { name: "No card like that" })).toBeVisible();
    await user.click(button("Show all cards"));
    shows("first");
  });

  it("goes through cards of another state once", async () => {
    const { user, sent } = dealFew();
    await user.keyboard("axa");
    await user.click(button("Filter"));
    await user.selectOptions(await screen.findByLabelText("State"), "Accepted");
    await user.click(button("Done"));
    shows("first");
    await user.keyboard("x");
    shows("third");
    await user.keyboard(" ");
    expect(screen.getByRole("heading", { name: "No card like that" })).toBeVisible();
    await expect
      .poll(() => sent.findLast(({ changeId }) => changeId === "a"))
      .toMatchObject({ action: "reject" });
    expect(sent.findLast(({ changeId }) => changeId === "c")).toMatchObject({ action: "accept" });
  });
});
