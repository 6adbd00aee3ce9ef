import { useRef, useState } from "react";
import type { DeckCommand } from "@/lib/deckKeys";
import { pulse } from "@/lib/haptics";
import { type DeckAction, deckActions } from "@/lib/settings";
import { doneWords } from "../card/words";
import { announce, told } from "./announce";
import { sendOff } from "./CardStage";
import type { Choice } from "./flight";
import type { DeckModel } from "./useDeck";

/** What fingers, buttons and keys do to the deck, and what ears and hands are told of it. */
export function useDeckCommands(deck: DeckModel) {
  const { current } = deck;
  const [isEditing, setEditing] = useState(false);
  const [announcement, setAnnouncement] = useState("");
  const stage = useRef<HTMLDivElement>(null);

  const decide = (choice: Choice, replacement?: string) => {
    if (!current) return;
    const { state } = deck.standings.get(current.id) ?? current;
    // On a card that is only looked at again, skipping leaves what was decided.
    const isLeft = choice === "skip" && (state === "accepted" || state === "rejected");
    sendOff(stage.current, choice);
    pulse(choice === "edit" ? "accept" : choice);
    setEditing(false);
    const after = isLeft ? deck.leave(current.id) : deck.decide(current.id, choice, replacement);
    setAnnouncement(announce(doneWords[isLeft ? "leave" : choice], deck, after));
  };

  /** Accepts another card than the one in front; if they exclude each other, that one goes. */
  const choose = (changeId: string) => {
    setEditing(false);
    const after = deck.decide(changeId, "accept");
    if (current && after.standings.get(current.id)?.settledBy) sendOff(stage.current, "reject");
    setAnnouncement(announce(doneWords.accept, deck, after));
    // What was pressed goes with its card.
    stage.current?.focus({ preventScroll: true });
  };

  const flag = () => {
    if (!current) return;
    const isFlagged = deck.flags.has(current.id);
    if (!isFlagged) sendOff(stage.current, "flag");
    pulse("skip");
    setAnnouncement(announce(doneWords[isFlagged ? "undo" : "flag"], deck, deck.flag(current.id)));
  };

  const undo = () => {
    const step = deck.undo();
    if (step) setAnnouncement(`${told("undo", step, deck.changes)}.`);
  };

  const redo = () => {
    const again = deck.redo();
    if (!again) return;
    const [act] = again.step.acts;
    if (act?.changeId === current?.id && act) sendOff(stage.current, act.action);
    setAnnouncement(announce(told("redo", again.step, deck.changes), deck, again.deck));
  };

  const run = (command: DeckAction) => {
    if (command === "edit") return setEditing(current !== null);
    if (command === "accept" || command === "reject" || command === "skip") return decide(command);
    setEditing(false);
    if (command === "undo") undo();
    else if (command === "redo") redo();
    else flag();
  };

  return {
    stage,
    isEditing,
    endEdit: () => setEditing(false),
    announcement,
    setAnnouncement,
    decide,
    choose,
    run,
  };
}

export function isAction(command: DeckCommand): command is DeckAction {
  return deckActions.some((action) => action === command);
}
export type DeckCommands = ReturnType<typeof useDeckCommands>;
