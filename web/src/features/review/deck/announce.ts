import type { Change } from "@/lib/api/types";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { doneWords, spoken } from "../card/words";
import type { DeckState } from "./deckState";
import type { Step } from "./steps";

const texts = catalogue({
  en: {
    settled: (cards: number) => ` ${count(cards, "other card", "other cards")} rejected with it.`,
    left: (left: string, card: string) => `${left} left. ${card}.`,
    none: "No cards left.",
    cards: (cards: number) => count(cards, "card", "cards"),
    accept: (cards: number) => `${count(cards, "card", "cards")} accepted`,
    reject: (cards: number) => `${count(cards, "card", "cards")} rejected`,
    autopilot: (cards: number) => `Autopilot decided ${count(cards, "card", "cards")}`,
  },
  de: {
    settled: (cards) => ` ${count(cards, "andere Karte", "andere Karten")} damit abgelehnt.`,
    left: (left, card) => `Noch ${left}. ${card}.`,
    none: "Keine Karten mehr.",
    cards: (cards) => count(cards, "Karte", "Karten"),
    accept: (cards) => `${count(cards, "Karte", "Karten")} angenommen`,
    reject: (cards) => `${count(cards, "Karte", "Karten")} abgelehnt`,
    autopilot: (cards) => `Der Autopilot hat über ${count(cards, "Karte", "Karten")} entschieden`,
  },
});

/** What was done, what it did to other cards, and what comes. */
export function announce(done: string, before: DeckState, after: DeckState): string {
  const settled = after.settled.length - before.settled.length;
  const { current, counts } = after;
  const next = current ? texts.left(counts.left.toLocaleString(), spoken(current)) : texts.none;
  return `${done}.${settled > 0 ? texts.settled(settled) : ""} ${next}`;
}

/** What was taken back or done again: the card, or how many. */
export function told(what: "undo" | "redo", { acts }: Step, changes: readonly Change[]): string {
  const only = acts.length === 1 ? changes.find(({ id }) => id === acts[0]?.changeId) : undefined;
  return `${doneWords[what]}. ${only ? spoken(only) : texts.cards(acts.length)}`;
}

/** What was decided in one go. */
export function decidedMany(what: "accept" | "reject" | "autopilot", cards: number): string {
  return texts[what](cards);
}
