import { useRef, useState } from "react";
import type { DeckCommand } from "@/lib/deckKeys";
import { pulse } from "@/lib/haptics";
import { type DeckAction, deckActions } from "@/lib/settings";
import { doneWords } from "../card/words";
import { announce, decidedMany, told } from "./announce";
import type { Stage } from "./CardStage";
import type { Choice } from "./flight";
import type { DeckModel } from "./useDeck";

/** What was done to many cards at once, with the one step back. */
interface Notice {
  words: string;
  /** The autopilot's batch, where it did it. */
  batchId?: string;
}

/** What fingers, buttons and keys do to the deck, and what ears and hands are told of it. */
export function useDeckCommands(deck: DeckModel) {
  const { current } = deck;
  const [isEditing, setEditing] = useState(false);
  const [announcement, setAnnouncement] = useState("");
  const [notice, setNotice] = useState<Notice | null>(null);
  const stage = useRef<Stage>(null);

  /** Something else begins: an editor closes, and what was told of the last thing goes. */
  const begin = () => {
    setEditing(false);
    setNotice(null);
  };

  const decide = (choice: Choice, replacement?: string) => {
    if (!current) return;
    begin();
    const { state } = deck.standings.get(current.id) ?? current;
    // On a card that is only looked at again, skipping leaves what was decided.
    const isLeft = choice === "skip" && (state === "accepted" || state === "rejected");
    stage.current?.sendOff(choice);
    pulse(choice === "edit" ? "accept" : choice);
    const after = isLeft ? deck.leave(current.id) : deck.decide(current.id, choice, replacement);
    setAnnouncement(announce(doneWords[isLeft ? "leave" : choice], deck, after));
  };

  /** Accepts another card than the one in front; if they exclude each other, that one goes. */
  const choose = (changeId: string) => {
    begin();
    const after = deck.decide(changeId, "accept");
    if (current && after.standings.get(current.id)?.settledBy) stage.current?.sendOff("reject");
    setAnnouncement(announce(doneWords.accept, deck, after));
    // What was pressed goes with its card.
    stage.current?.focus();
  };

  const undo = () => {
    begin();
    const step = deck.undo();
    if (step) setAnnouncement(`${told("undo", step, deck.changes)}.`);
  };

  const decideAll = (ids: string[], action: "accept" | "reject") => {
    begin();
    if (current && ids.includes(current.id)) stage.current?.sendOff(action);
    pulse(action);
    const words = decidedMany(action, ids.length);
    setAnnouncement(announce(words, deck, deck.decideAll(ids, action)));
    setNotice({ words: `${words}.` });
  };

  const flag = () => {
    if (!current) return;
    const isFlagged = deck.flags.has(current.id);
    if (!isFlagged) stage.current?.sendOff("flag");
    pulse("skip");
    setAnnouncement(announce(doneWords[isFlagged ? "undo" : "flag"], deck, deck.flag(current.id)));
  };

  const redo = () => {
    const again = deck.redo();
    if (!again) return;
    const [act] = again.step.acts;
    if (act && act.changeId === current?.id) stage.current?.sendOff(act.action);
    setAnnouncement(announce(told("redo", again.step, deck.changes), deck, again.after));
  };

  const startAutopilot = (onStarted: () => void) => {
    const tolerance = deck.plan?.autopilot.tolerance;
    if (tolerance === undefined) return;
    deck.autopilot.start.mutate(tolerance, {
      onSuccess: ({ batchId, decided }) => {
        const words = decidedMany("autopilot", decided);
        setAnnouncement(`${words}.`);
        setNotice({ words: `${words}.`, batchId });
        onStarted();
      },
    });
  };

  const run = (command: DeckAction) => {
    if (command === "edit") return setEditing(current !== null);
    if (command === "accept" || command === "reject" || command === "skip") return decide(command);
    if (command === "undo") return undo();
    begin();
    if (command === "redo") redo();
    else flag();
  };

  return {
    stage,
    isEditing,
    endEdit: () => setEditing(false),
    announcement,
    notice,
    dismiss: () => setNotice(null),
    undoNotice: () => {
      if (notice?.batchId) deck.autopilot.undo.mutate(notice.batchId);
      else undo();
      setNotice(null);
    },
    decide,
    decideAll,
    choose,
    startAutopilot,
    jump: (changeId: string) => {
      begin();
      deck.jump(changeId);
    },
    run,
  };
}

export type DeckCommands = ReturnType<typeof useDeckCommands>;

export function isAction(command: DeckCommand): command is DeckAction {
  return deckActions.some((action) => action === command);
}
