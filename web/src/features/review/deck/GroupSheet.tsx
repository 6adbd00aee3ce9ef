import { useState } from "react";
import { Button } from "@/components/ui/Button";
import { Sheet } from "@/components/ui/Sheet";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { ChangeInPlace } from "../card/ChangeInPlace";
import styles from "./CardList.module.css";
import type { Group } from "./group";

const texts = catalogue({
  en: {
    title: (cards: number) => `${count(cards, "card", "cards")} like this`,
    scope: "The card in front and all others of its kind that are undecided, in this document and no other.",
    all: "All of them",
    accept: (cards: number) => `Accept ${cards === 1 ? "this one" : `these ${cards.toLocaleString()}`}`,
    reject: (cards: number) => `Reject ${cards === 1 ? "this one" : `these ${cards.toLocaleString()}`}`,
  },
  de: {
    title: (cards) => `${count(cards, "Karte", "Karten")} wie diese`,
    scope:
      "Die vordere Karte und alle anderen ihrer Art, die offen sind, in diesem Dokument und keinem anderen.",
    all: "Alle",
    accept: (cards) => (cards === 1 ? "Diese annehmen" : `Diese ${cards.toLocaleString()} annehmen`),
    reject: (cards) => (cards === 1 ? "Diese ablehnen" : `Diese ${cards.toLocaleString()} ablehnen`),
  },
});

interface Props {
  group: Group;
  onDecide: (ids: string[], action: "accept" | "reject") => void;
  onClose: () => void;
}

/** Cards of one kind, to be judged together: exactly those that are ticked. */
export function GroupSheet({ group: { changes }, onDecide, onClose }: Props) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const ticked = changes.filter(({ id }) => !left.has(id)).map(({ id }) => id);
  const tick = (ids: string[], isTicked: boolean) =>
    setLeft(new Set([...[...left].filter((id) => !ids.includes(id)), ...(isTicked ? [] : ids)]));
  const decide = (action: "accept" | "reject") => {
    onDecide(ticked, action);
    onClose();
  };
  return (
    <Sheet title={texts.title(changes.length)} onClose={onClose}>
      <div className={styles.choice}>
        <p className={styles.note}>{texts.scope}</p>
        <label className={styles.all}>
          <input
            type="checkbox"
            checked={ticked.length === changes.length}
            ref={(box) => {
              if (box) box.indeterminate = ticked.length > 0 && ticked.length < changes.length;
            }}
            onChange={(event) =>
              tick(
                changes.map(({ id }) => id),
                event.target.checked,
              )
            }
          />
          {texts.all}
        </label>
        <ul className={styles.body}>
          {changes.map((change) => (
            <li key={change.id} className={styles.lazy}>
              <label className={styles.pick}>
                <input
                  type="checkbox"
                  checked={!left.has(change.id)}
                  onChange={(event) => tick([change.id], event.target.checked)}
                />
                <ChangeInPlace {...change} />
              </label>
            </li>
          ))}
        </ul>
        <div className={styles.actions}>
          <Button disabled={ticked.length === 0} onClick={() => decide("reject")}>
            {texts.reject(ticked.length)}
          </Button>
          <Button look="primary" disabled={ticked.length === 0} onClick={() => decide("accept")}>
            {texts.accept(ticked.length)}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
