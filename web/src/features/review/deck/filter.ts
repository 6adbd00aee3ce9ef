import type { Change, ChangeState } from "@/lib/api/types";
import { confidenceBand } from "../card/words";

/** Which cards the deck goes through. */
export interface DeckFilter {
  category: string | null;
  /** As many bars as the card shows. */
  band: 1 | 2 | 3 | null;
  /** `open`: what is undecided and not put off; else the cards that were so when the filter was set. */
  state: "open" | "flagged" | Exclude<ChangeState, "pending">;
  /** The blocks of a part of the document. */
  section: { id: string; title: string; blocks: ReadonlySet<string> } | null;
}

export const noFilter: DeckFilter = { category: null, band: null, state: "open", section: null };

export function isNarrow({ category, band, state, section }: DeckFilter): boolean {
  return category !== null || band !== null || section !== null || state !== "open";
}

/** Whether a card is of the kind that is asked for; its state is another question. */
export function isOfKind(change: Change, { category, band, section }: DeckFilter): boolean {
  return (
    (category === null || change.category === category) &&
    (band === null || confidenceBand(change.confidence).bars === band) &&
    (section === null || section.blocks.has(change.blockId))
  );
}
