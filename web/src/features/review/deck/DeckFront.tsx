import type { ReactNode } from "react";
import { Blank } from "@/components/ui/Blank";
import { Button } from "@/components/ui/Button";
import { Spinner } from "@/components/ui/Spinner";
import { catalogue } from "@/lib/i18n/catalogue";
import { Conflicts } from "../card/Conflicts";
import { CardStage } from "./CardStage";
import styles from "./Deck.module.css";
import { DeckDone } from "./DeckDone";
import type { DeckSheet } from "./DeckSheets";
import { openConflicts } from "./deckState";
import { isNarrow, noFilter } from "./filter";
import type { Group } from "./group";
import { MoreLikeThis } from "./MoreLikeThis";
import { markOf } from "./mark";
import type { DeckModel } from "./useDeck";
import type { DeckCommands } from "./useDeckCommands";

const texts = catalogue({
  en: {
    faster: "You are faster than the reader. The next card is on its way.",
    nothingLike: "No card like that",
    through: "The filter leaves no card to decide.",
    showAll: "Show all cards",
  },
  de: {
    faster: "Du bist schneller als der Leser. Die nächste Karte ist unterwegs.",
    nothingLike: "Keine solche Karte",
    through: "Der Filter lässt keine Karte übrig, über die zu entscheiden wäre.",
    showAll: "Alle Karten zeigen",
  },
});

interface Props {
  deck: DeckModel;
  group: Group | null;
  commands: DeckCommands;
  isWorking: boolean;
  onOpen: (sheet: DeckSheet) => void;
  finish: (look: "primary" | "secondary") => ReactNode;
}

/** The cards; and when there are none, why. */
export function DeckFront({ deck, group, commands, isWorking, onOpen, finish }: Props) {
  const { current, standings, returned } = deck;
  if (current) {
    return (
      <CardStage
        stage={commands.stage}
        change={current}
        next={deck.next}
        mark={markOf(current, deck)}
        returnedFrom={returned?.changeId === current.id ? returned.from : null}
        isEditing={commands.isEditing}
        onDecide={commands.decide}
        onEditEnd={commands.endEdit}
      >
        <Conflicts open={openConflicts(current, standings)} onChoose={commands.choose} />
        {group && <MoreLikeThis group={group} onOpen={() => onOpen("group")} />}
      </CardStage>
    );
  }
  if (isNarrow(deck.filter)) {
    const showAll = <Button onClick={() => deck.show(noFilter)}>{texts.showAll}</Button>;
    return (
      <Blank icon="filter" title={texts.nothingLike} actions={showAll}>
        {texts.through}
      </Blank>
    );
  }
  if (isWorking) {
    return (
      <div className={styles.waiting} role="status">
        <Spinner size={32} />
        <p>{texts.faster}</p>
      </div>
    );
  }
  return <DeckDone counts={deck.counts} onRevisit={deck.revisit} finish={finish("primary")} />;
}
