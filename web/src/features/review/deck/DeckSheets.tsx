import { KeyHelp } from "./KeyHelp";
import { SettledCards } from "./SettledCards";
import type { DeckModel } from "./useDeck";
import type { DeckCommands } from "./useDeckCommands";

export type DeckSheet = "settled" | "jump" | "filter" | "hidden" | "group" | "autopilot" | "help";

interface Props {
  sheet: DeckSheet | null;
  deck: DeckModel;
  commands: DeckCommands;
  onClose: () => void;
}

/** What opens over the deck, one at a time. */
export function DeckSheets({ sheet, deck, commands, onClose }: Props) {
  switch (sheet) {
    case "settled":
      return <SettledCards settled={deck.settled} onChoose={commands.choose} onClose={onClose} />;
    case "help":
      return <KeyHelp onClose={onClose} />;
    default:
      return null;
  }
}
