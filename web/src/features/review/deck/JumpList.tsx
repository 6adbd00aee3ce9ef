import { type KeyboardEvent, useId, useState } from "react";
import { Sheet } from "@/components/ui/Sheet";
import { catalogue } from "@/lib/i18n/catalogue";
import { ChangeLine } from "../card/ChangeLine";
import { StandingMark } from "../card/StandingMark";
import styles from "./JumpList.module.css";
import { markOf } from "./mark";
import type { DeckModel } from "./useDeck";
import { useRows } from "./useRows";

const texts = catalogue({
  en: { title: "All cards", hint: "In the order of the text. Enter brings a card to the front." },
  de: { title: "Alle Karten", hint: "In der Reihenfolge des Textes. Enter holt eine Karte nach vorn." },
});

/** As in the style sheet: rows of one height need no measuring. */
const rowHeight = 56;

interface Props {
  deck: DeckModel;
  onChoose: (changeId: string) => void;
  onClose: () => void;
}

/** All cards, decided or not; those out of sight are not on the page. */
export function JumpList({ deck, onChoose, onClose }: Props) {
  const { current, changes } = deck;
  const id = useId();
  const start = Math.max(0, current ? changes.indexOf(current) : 0);
  const [active, setActive] = useState(start);
  const rows = useRows(changes.length, rowHeight, start);

  const go = (row: number) => {
    const next = Math.max(0, Math.min(changes.length - 1, row));
    setActive(next);
    rows.reveal(next);
  };
  const choose = (row: number) => {
    const change = changes[row];
    if (change) onChoose(change.id);
  };
  const moves: Record<string, () => void> = {
    ArrowDown: () => go(active + 1),
    ArrowUp: () => go(active - 1),
    PageDown: () => go(active + 8),
    PageUp: () => go(active - 8),
    Home: () => go(0),
    End: () => go(changes.length - 1),
    Enter: () => choose(active),
    " ": () => choose(active),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  const isActiveHere = active >= rows.from && active < rows.to;

  return (
    <Sheet title={texts.title} isFull onClose={onClose}>
      <div className={styles.body}>
        <p className={styles.hint} id={`${id}-hint`}>
          {texts.hint}
        </p>
        <div
          ref={rows.scroller}
          className={styles.list}
          role="listbox"
          tabIndex={0}
          data-focus-first
          aria-label={texts.title}
          aria-describedby={`${id}-hint`}
          aria-activedescendant={isActiveHere ? `${id}-${active}` : undefined}
          onScroll={rows.follow}
          onKeyDown={onKeyDown}
        >
          <div role="presentation" className={styles.all} style={{ height: changes.length * rowHeight }}>
            {changes.slice(rows.from, rows.to).map((change, index) => {
              const row = rows.from + index;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and takes the keys
                // biome-ignore lint/a11y/useFocusableInteractive: as above
                <div
                  key={change.id}
                  id={`${id}-${row}`}
                  className={styles.row}
                  role="option"
                  aria-selected={change === current}
                  aria-posinset={row + 1}
                  aria-setsize={changes.length}
                  data-active={row === active || undefined}
                  style={{ top: row * rowHeight }}
                  onClick={() => choose(row)}
                >
                  <span className={styles.place}>{row + 1}</span>
                  <span className={styles.text}>
                    <ChangeLine {...change} />
                  </span>
                  <StandingMark {...(markOf(change, deck) ?? { state: "pending" })} because={null} />
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </Sheet>
  );
}
