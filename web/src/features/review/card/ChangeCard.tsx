import { memo, type ReactNode, type Ref } from "react";
import { Badge } from "@/components/ui/Badge";
import type { Change } from "@/lib/api/types";
import { categoryName } from "@/lib/categories";
import { catalogue } from "@/lib/i18n/catalogue";
import type { SwipeHandlers } from "../deck/useSwipe";
import styles from "./ChangeCard.module.css";
import { ChangeText } from "./ChangeText";
import { Confidence } from "./Confidence";
import { Origin } from "./Origin";
import { Stamps } from "./Stamps";
import { type Mark, StandingMark } from "./StandingMark";
import { useScrollable } from "./useScrollable";

const texts = catalogue({
  en: { name: "Proposed change" },
  de: { name: "Vorgeschlagene Änderung" },
});

interface Props {
  change: Change;
  /** In front it can be decided; behind it waits, drawn already; gone it flies off. */
  place: "front" | "behind" | "gone";
  ref?: Ref<HTMLElement>;
  swipe?: SwipeHandlers | null;
  /** How it stands, where it is more than undecided. */
  mark?: Mark | null;
  /** Stands in for the text while it is being edited. */
  editor?: ReactNode;
  /** Between text and origin: what accepting it means for other cards, and those like it. */
  children?: ReactNode;
}

/** A card is drawn once, behind the one in front; coming forward and leaving only move it. */
export const ChangeCard = memo(function ChangeCard(props: Props) {
  const { change, place, ref, swipe, mark, editor, children } = props;
  const { before, after, original, replacement } = change;
  const body = useScrollable();
  const isFront = place === "front";
  return (
    <article
      className={styles.card}
      data-front={isFront || undefined}
      data-gone={place === "gone" || undefined}
      aria-label={texts.name}
      aria-hidden={!isFront || undefined}
      inert={!isFront}
      ref={ref}
      {...swipe}
    >
      <header className={styles.head}>
        <span className={styles.what}>
          <Badge tone="busy">{categoryName(change.category)}</Badge>
          {mark && <StandingMark {...mark} />}
        </span>
        <Confidence value={change.confidence} />
      </header>
      <div className={styles.body} ref={body}>
        {editor ?? <ChangeText before={before} after={after} original={original} replacement={replacement} />}
      </div>
      {change.reason && <p className={styles.reason}>{change.reason}</p>}
      {!editor && children}
      <Origin change={change} />
      <Stamps />
    </article>
  );
});
