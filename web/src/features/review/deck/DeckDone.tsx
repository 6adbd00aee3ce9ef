import type { ReactNode } from "react";
import { Blank } from "@/components/ui/Blank";
import { Button } from "@/components/ui/Button";
import { catalogue, count } from "@/lib/i18n/catalogue";
import type { DeckCounts } from "./deckState";

const texts = catalogue({
  en: {
    nothing: "Nothing to change",
    nothingFound: "We read the whole file and found nothing that we would change.",
    last: "That was the last card",
    flaggedLeft: (cards: number) => `${cards.toLocaleString()} flagged left`,
    lookAtFlagged: (cards: number) => `Look at ${count(cards, "flagged card", "flagged cards")}`,
    lookAtSkipped: (cards: number) => `Look at ${count(cards, "skipped card", "skipped cards")}`,
    tally: (accepted: number, rejected: number, skipped: number) =>
      `${accepted} accepted, ${rejected} rejected${skipped > 0 ? `, ${skipped} skipped` : ""}.`,
    only: "Only what you accepted will change in your file.",
  },
  de: {
    nothing: "Nichts zu ändern",
    nothingFound: "Wir haben die ganze Datei gelesen und nichts gefunden, was wir ändern würden.",
    last: "Das war die letzte Karte",
    flaggedLeft: (cards) => `Noch ${count(cards, "gemerkte Karte", "gemerkte Karten")}`,
    lookAtFlagged: (cards) => `${count(cards, "gemerkte Karte", "gemerkte Karten")} ansehen`,
    lookAtSkipped: (cards) => `${count(cards, "ausgelassene Karte", "ausgelassene Karten")} ansehen`,
    tally: (accepted, rejected, skipped) =>
      `${accepted} angenommen, ${rejected} abgelehnt${skipped > 0 ? `, ${skipped} ausgelassen` : ""}.`,
    only: "In deiner Datei ändert sich nur, was du angenommen hast.",
  },
});

interface Props {
  counts: DeckCounts;
  onRevisit: (state: "skipped" | "flagged") => void;
  finish: ReactNode;
}

export function DeckDone({ counts, onRevisit, finish }: Props) {
  const { total, flagged, skipped, accepted, rejected } = counts;
  if (total === 0) {
    return (
      <Blank icon="accept" tone="good" title={texts.nothing} actions={finish}>
        {texts.nothingFound}
      </Blank>
    );
  }
  return (
    <Blank
      icon={flagged > 0 ? "flag" : "accept"}
      tone={flagged > 0 ? "neutral" : "good"}
      title={flagged > 0 ? texts.flaggedLeft(flagged) : texts.last}
      actions={
        <>
          {flagged > 0 && (
            <Button look="primary" onClick={() => onRevisit("flagged")}>
              {texts.lookAtFlagged(flagged)}
            </Button>
          )}
          {skipped > 0 && (
            <Button onClick={() => onRevisit("skipped")}>{texts.lookAtSkipped(skipped)}</Button>
          )}
          {finish}
        </>
      }
    >
      {texts.tally(accepted, rejected, skipped)} {texts.only}
    </Blank>
  );
}
