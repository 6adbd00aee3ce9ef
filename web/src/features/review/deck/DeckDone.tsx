import type { ReactNode } from "react";
import { Blank } from "@/components/ui/Blank";
import { Button } from "@/components/ui/Button";
import { plural } from "@/lib/format";
import type { DeckCounts } from "./deckState";

interface Props {
  counts: DeckCounts;
  onRevisit: () => void;
  finish: ReactNode;
}

export function DeckDone({ counts, onRevisit, finish }: Props) {
  if (counts.total === 0) {
    return (
      <Blank icon="accept" tone="good" title="Nothing to change" actions={finish}>
        We read the whole file and found nothing that we would change.
      </Blank>
    );
  }
  return (
    <Blank
      icon="accept"
      tone="good"
      title="That was the last card"
      actions={
        <>
          {counts.skipped > 0 && (
            <Button onClick={onRevisit}>Look at {plural(counts.skipped, "skipped card")}</Button>
          )}
          {finish}
        </>
      }
    >
      {counts.accepted} accepted, {counts.rejected} rejected
      {counts.skipped > 0 && `, ${counts.skipped} skipped`}. Only what you accepted will change in your file.
    </Blank>
  );
}
