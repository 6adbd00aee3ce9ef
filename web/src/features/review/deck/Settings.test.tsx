import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { changeSettings, usualSettings } from "@/lib/settings";
import { aChange } from "@/testing/changes";
import { aPlan, button, card, deal, shows, threeCards } from "./testing";

afterEach(() => changeSettings(usualSettings));

const drag = (dx: number) => {
  const target = card();
  const pointer = { pointerId: 1, isPrimary: true, button: 0, clientY: 100 };
  fireEvent.pointerDown(target, { ...pointer, clientX: 100 });
  for (const part of [0.25, 0.5, 0.75, 1])
    fireEvent.pointerMove(target, { ...pointer, clientX: 100 + dx * part });
  const shown = [...target.querySelectorAll<HTMLElement>("[data-stamp]")].find(
    ({ style }) => style.opacity === "1",
  );
  fireEvent.pointerUp(target, { ...pointer, clientX: 100 + dx });
  return shown?.className ?? "";
};

describe("With the directions swapped", () => {
  it("a swipe, its hint, the arrow and the buttons all go the other way", async () => {
    changeSettings({ acceptsToTheRight: false });
    const { user, sent } = deal();
    const names = within(screen.getByRole("toolbar", { name: "Decide" })).getAllByRole("button");
    expect(names.slice(0, 3).map(({ textContent }) => textContent)).toEqual(["Accept←", "Skip↑", "Reject→"]);
    expect(drag(200)).toContain("reject");
    await user.keyboard("{ArrowLeft}a");
    await expect.poll(() => sent.map(({ action }) => action)).toEqual(["reject", "accept", "accept"]);
  });
});

describe("Keys that a person chose", () => {
  it("do what they were given to, and the usual ones of that action no more", async () => {
    changeSettings({ keys: { accept: ["d"], flag: ["Enter"] } });
    const { user, sent } = deal();
    await user.keyboard("a");
    shows("a lot");
    await user.keyboard("d{Enter}");
    await expect.poll(() => sent.map(({ action }) => action)).toEqual(["accept"]);
    expect(button("1 flagged")).toBeVisible();
    expect(button("Accept")).toHaveAttribute("aria-keyshortcuts", "d");
  });

  it("are all shown by the question mark", async () => {
    changeSettings({ keys: { skip: ["s"] } });
    const { user } = deal();
    await user.keyboard("?");
    const dialog = await screen.findByRole("dialog", { name: "Keys" });
    const terms = within(dialog).getAllByRole("term");
    const keysFor = (name: string) =>
      terms.find(({ textContent }) => textContent === name)?.nextElementSibling?.textContent;
    expect(keysFor("Skip")).toBe("S");
    expect(keysFor("Redo")).toBe("Shift ⌫ or Y");
    expect(keysFor("All cards")).toBe("J");
  });
});

describe("Haptics", () => {
  it.each([
    [true, 1],
    [false, 0],
  ])("are felt with a decision when wanted (%s)", async (haptics, times) => {
    changeSettings({ haptics });
    const vibrate = vi.fn();
    Object.defineProperty(navigator, "vibrate", { value: vibrate, configurable: true });
    await deal().user.keyboard("a");
    expect(vibrate).toHaveBeenCalledTimes(times);
    Reflect.deleteProperty(navigator, "vibrate");
  });
});

describe("The order", () => {
  it("is the document's at one tap, which leaves the card in front where it is", async () => {
    const cards = ["a", "b", "c", "d"].map((id) => aChange(id, { replacement: `text ${id}` }));
    const { user, api } = deal(cards, { plan: { order: ["a", "d", "b", "c"] } });
    await waitFor(() => expect(api.received.some(({ path }) => path.endsWith("/deck"))).toBe(true));
    await user.keyboard("a");
    shows("text b");
    await user.click(button("Reading order"));
    expect(button("Reading order")).toHaveAttribute("aria-pressed", "true");
    shows("text b");
    await user.keyboard("a");
    shows("text c");
    await user.keyboard("{Backspace}");
    await user.click(button("Reading order"));
    await user.keyboard("a");
    shows("text d");
  });

  it("is asked for again when decisions have arrived, and then the cards behind follow it", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let order = ["a", "b", "c", "d", "e"];
    const cards = [
      ...threeCards,
      aChange("d", { replacement: "fourth" }),
      aChange("e", { replacement: "fifth" }),
    ];
    const { user, api } = deal(cards, { routes: { "GET /deck": () => ({ body: aPlan({ order }) }) } });
    const asked = () => api.received.filter(({ path }) => path.endsWith("/deck")).length;
    await waitFor(() => expect(asked()).toBe(1));
    order = ["e", "d", "c"];
    await user.keyboard("a");
    shows("receive");
    await vi.advanceTimersByTimeAsync(3000);
    await waitFor(() => expect(asked()).toBe(2));
    shows("receive");
    await user.keyboard("a");
    shows("the");
    await user.keyboard("a");
    shows("fifth");
    vi.useRealTimers();
  });

  it("comes with an estimate of the swipes that are left, never more than cards", async () => {
    deal(threeCards, { plan: { swipesLeft: { from: 1, to: 14 } } });
    expect(await screen.findByText("about 1 to 3 swipes left")).toBeVisible();
  });
});
