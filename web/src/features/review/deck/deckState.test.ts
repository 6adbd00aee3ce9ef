import { describe, expect, it } from "vitest";
import { aChange } from "@/testing/changes";
import type { Intent } from "../queue/intent";
import { deriveDeck, firstView, type View } from "./deckState";
import { noFilter } from "./filter";
import { ranksOf } from "./order";

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const intents = (...list: [string, Intent["action"], number][]) =>
  new Map(
    list.map(([changeId, action, second]) => [
      changeId,
      { id: changeId, changeId, action, decidedAt: at(second) },
    ]),
  );
const view = (facts: Partial<View> = {}): View => ({ ...firstView, ...facts });
const cards = ["a", "b", "c", "d"].map((id) => aChange(id));
const two = ({ current, next }: ReturnType<typeof deriveDeck>) => [current?.id, next?.id];

describe("The deck", () => {
  it("shows the first undecided card and counts what is left", () => {
    const deck = deriveDeck(cards, intents(["a", "accept", 1], ["b", "skip", 2]), view());
    expect(deck.current?.id).toBe("c");
    expect(deck.counts).toMatchObject({
      total: 4,
      decided: 2,
      accepted: 1,
      rejected: 0,
      skipped: 1,
      left: 2,
    });
  });

  it("keeps the card in front there when others stream in before it, and goes on after it in the text", () => {
    const streamed = [aChange("new"), ...cards];
    expect(two(deriveDeck(streamed, new Map(), view({ focus: "b" })))).toEqual(["b", "c"]);
    expect(two(deriveDeck(streamed, intents(["c", "accept", 1]), view({ focus: "d" })))).toEqual([
      "d",
      "new",
    ]);
  });

  it("believes this device before what the server last said", () => {
    const decision = { action: "accept", replacement: null, decidedAt: at(1) } as const;
    const known = [aChange("a", { state: "accepted", decision })];
    expect(deriveDeck(known, intents(["a", "undo", 2]), view()).current?.id).toBe("a");
  });

  it("brings skipped cards back only when one asks for them", () => {
    const skipped = intents(["a", "accept", 1], ["b", "skip", 2], ["c", "reject", 3], ["d", "skip", 4]);
    expect(deriveDeck(cards, skipped, view()).current).toBeNull();
    expect(deriveDeck(cards, skipped, view({ revisiting: new Set(["b", "d"]) })).current?.id).toBe("b");
  });

  it("puts flagged cards off without deciding them", () => {
    const deck = deriveDeck(cards, new Map(), view({ flags: new Map([["a", at(1)]]) }));
    expect(two(deck)).toEqual(["b", "c"]);
    expect(deck.counts).toMatchObject({ left: 4, decided: 0, flagged: 1, inView: 3 });
  });

  it("keeps out of sight, and out of the count, what was rejected by what was learned", () => {
    const known = [aChange("a", { state: "rejected", hidden: true }), ...cards.slice(1)];
    const deck = deriveDeck(known, new Map(), view());
    expect(deck.hidden.map(({ id }) => id)).toEqual(["a"]);
    expect(deck.counts).toMatchObject({ total: 3, rejected: 0, left: 3 });
    expect(deriveDeck(known, intents(["a", "undo", 1]), view()).current?.id).toBe("a");
  });
});

describe("The order of the deck", () => {
  const ranks = ranksOf(["c", "a", "d"]);

  it("is the plan's, and cards that it doesn't know come last", () => {
    expect(two(deriveDeck(cards, new Map(), view({ ranks })))).toEqual(["c", "a"]);
    const almost = intents(["c", "accept", 1], ["a", "accept", 2]);
    expect(two(deriveDeck(cards, almost, view({ ranks })))).toEqual(["d", "b"]);
  });

  it("never moves the card in front and the one behind it, whatever a newer plan says", () => {
    const pinned = view({ focus: "b", behind: "d", ranks });
    expect(two(deriveDeck(cards, new Map(), pinned))).toEqual(["b", "d"]);
    expect(two(deriveDeck(cards, intents(["b", "accept", 1]), pinned))).toEqual(["d", "c"]);
    expect(two(deriveDeck(cards, intents(["d", "accept", 1]), pinned))).toEqual(["b", "c"]);
  });
});

describe("A filter", () => {
  const mixed = [
    aChange("a", { category: "style", confidence: 0.3 }),
    aChange("b", { category: "spelling", confidence: 0.95, blockId: "p2" }),
    aChange("c", { category: "style", confidence: 0.95, blockId: "p2" }),
  ];
  const through = (filter: Partial<View["filter"]>, facts: Partial<View> = {}) =>
    deriveDeck(mixed, new Map(), view({ ...facts, filter: { ...noFilter, ...filter } }));

  it("narrows the deck to a category, a band, a part of the text, or all of them", () => {
    expect(two(through({ category: "style" }))).toEqual(["a", "c"]);
    expect(two(through({ band: 3 }))).toEqual(["b", "c"]);
    const section = { id: "h", title: "Part 2", blocks: new Set(["p2"]) };
    expect(two(through({ section }))).toEqual(["b", "c"]);
    expect(two(through({ section, category: "style", band: 3 }))).toEqual(["c", undefined]);
  });

  it("leaves none where nothing is like that, but never takes away a card that was jumped to", () => {
    expect(two(through({ category: "tone" }))).toEqual([undefined, undefined]);
    expect(two(through({ category: "tone" }, { focus: "b", revisiting: new Set(["b"]) }))).toEqual([
      "b",
      undefined,
    ]);
  });

  it("goes through cards of another state as they were when it was set", () => {
    const decided = intents(["a", "accept", 1], ["b", "accept", 2]);
    const asked = view({ filter: { ...noFilter, state: "accepted" }, revisiting: new Set(["a", "b"]) });
    expect(two(deriveDeck(mixed, decided, asked))).toEqual(["a", "b"]);
    expect(two(deriveDeck(mixed, decided, { ...asked, revisiting: new Set(["b"]) }))).toEqual([
      "b",
      undefined,
    ]);
  });
});
