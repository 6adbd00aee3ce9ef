import { describe, expect, it } from "vitest";
import { aChange } from "@/testing/changes";
import type { Intent } from "../queue/intent";
import { deriveDeck } from "./deckState";

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const intents = (...list: [string, Intent["action"], number][]) =>
  new Map(
    list.map(([changeId, action, second]) => [
      changeId,
      { id: changeId, changeId, action, decidedAt: at(second) },
    ]),
  );
const view = { focus: null, revisiting: new Set<string>() };
const cards = ["a", "b", "c", "d"].map((id) => aChange(id));

describe("The deck", () => {
  it("shows the first undecided card and counts what is left", () => {
    const deck = deriveDeck(cards, intents(["a", "accept", 1], ["b", "skip", 2]), view);
    expect(deck.current?.id).toBe("c");
    expect(deck.counts).toEqual({ total: 4, decided: 2, accepted: 1, rejected: 0, skipped: 1, left: 2 });
  });

  it("keeps the card in front there when others stream in before it", () => {
    const deck = deriveDeck([aChange("new"), ...cards], new Map(), { ...view, focus: "b" });
    expect(deck.current?.id).toBe("b");
    expect(deck.upcoming.map(({ id }) => id)).toEqual(["new", "a", "c", "d"]);
  });

  it("believes this device before what the server last said", () => {
    const known = [
      aChange("a", {
        state: "accepted",
        decision: { action: "accept", replacement: null, decidedAt: at(1) },
      }),
    ];
    expect(deriveDeck(known, intents(["a", "undo", 2]), view).current?.id).toBe("a");
  });

  it("undoes what was decided last, here or on another device", () => {
    const elsewhere = { action: "reject", replacement: null, decidedAt: at(5) } as const;
    const known = [aChange("a"), aChange("b", { state: "rejected", decision: elsewhere }), aChange("c")];
    expect(deriveDeck(known, intents(["a", "accept", 3]), view).lastDecided).toMatchObject({
      action: "reject",
    });
    expect(
      deriveDeck(known, intents(["a", "accept", 3], ["c", "skip", 7]), view).lastDecided?.change.id,
    ).toBe("c");
    expect(deriveDeck(known, intents(["b", "undo", 8]), view).lastDecided).toBeNull();
  });

  it("brings skipped cards back only when one asks for them", () => {
    const skipped = intents(["a", "accept", 1], ["b", "skip", 2], ["c", "reject", 3], ["d", "skip", 4]);
    expect(deriveDeck(cards, skipped, view).current).toBeNull();
    expect(deriveDeck(cards, skipped, { ...view, revisiting: new Set(["b", "d"]) }).current?.id).toBe("b");
  });
});
