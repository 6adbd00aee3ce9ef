import { useRef, useState } from "react";
import type { DecisionAction } from "@/lib/api/types";
import { plural } from "@/lib/format";
import { doneWords, spoken } from "../card/words";
import { sendOff } from "./CardStage";
import type { DeckState } from "./deckState";
import type { DeckModel } from "./useDeck";
import type { DeckCommand } from "./useDeckKeys";

type Choice = Exclude<DecisionAction, "undo">;

/** What fingers, buttons and keys do to the deck, and what ears are told of it. */
export function useDeckCommands(deck: DeckModel) {
  const { current } = deck;
  const [isEditing, setEditing] = useState(false);
  const [announcement, setAnnouncement] = useState("");
  const stage = useRef<HTMLDivElement>(null);

  const decide = (choice: Choice, replacement?: string) => {
    if (!current) return;
    sendOff(stage.current, choice);
    setEditing(false);
    setAnnouncement(told(choice, deck, deck.decide(current.id, choice, replacement)));
  };

  /** Accepts another card than the one in front; if they exclude each other, that one goes. */
  const choose = (changeId: string) => {
    setEditing(false);
    const next = deck.decide(changeId, "accept");
    if (current && next.standings.get(current.id)?.settledBy) sendOff(stage.current, "reject");
    setAnnouncement(told("accept", deck, next));
    // What was pressed goes with its card.
    stage.current?.focus({ preventScroll: true });
  };

  const run = (command: DeckCommand) => {
    if (command === "edit") setEditing(current !== null);
    else if (command !== "undo") decide(command);
    else if (deck.lastDecided) {
      setEditing(false);
      deck.undo();
      setAnnouncement(`${doneWords.undo}. ${spoken(deck.lastDecided.change)}.`);
    }
  };

  return { stage, isEditing, endEdit: () => setEditing(false), announcement, decide, choose, run };
}

function told(choice: Choice, before: DeckState, after: DeckState): string {
  const settled = after.settled.length - before.settled.length;
  const consequence = settled > 0 ? ` ${plural(settled, "other card")} rejected with it.` : "";
  const next = after.current ? `${after.counts.left} left. ${spoken(after.current)}.` : "No cards left.";
  return `${doneWords[choice]}.${consequence} ${next}`;
}
