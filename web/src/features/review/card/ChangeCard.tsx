import type { ReactNode, Ref } from "react";
import { Badge } from "@/components/ui/Badge";
import { Icon } from "@/components/ui/Icon";
import type { Change } from "@/lib/api/types";
import { sentenceCase } from "@/lib/format";
import type { SwipeHandlers } from "../deck/useSwipe";
import styles from "./ChangeCard.module.css";
import { ChangeText } from "./ChangeText";
import { Confidence } from "./Confidence";
import { providerName } from "./words";

interface Props {
  change: Change;
  ref?: Ref<HTMLElement>;
  swipe?: SwipeHandlers;
  /** Stands in for the text while it is being edited. */
  editor?: ReactNode;
  /** What accepting it means for other cards. */
  conflicts?: ReactNode;
}

export function ChangeCard({ change, ref, swipe, editor, conflicts }: Props) {
  return (
    <article className={styles.card} aria-label="Proposed change" ref={ref} {...swipe}>
      <header className={styles.head}>
        <Badge tone="busy">{sentenceCase(change.category)}</Badge>
        <Confidence value={change.confidence} />
      </header>
      <div className={styles.body} data-body="">
        {editor ?? <ChangeText {...change} />}
      </div>
      {change.reason && <p className={styles.reason}>{change.reason}</p>}
      {!editor && conflicts}
      <Origin change={change} />
      <Stamps />
    </article>
  );
}

/** A card that waits its turn behind the one in front. */
export function CardBehind({ change }: { change: Change }) {
  return (
    <div className={styles.behind} aria-hidden="true" inert>
      <div className={styles.head}>
        <Badge tone="busy">{sentenceCase(change.category)}</Badge>
      </div>
      <div className={styles.body}>
        <ChangeText {...change} />
      </div>
    </div>
  );
}

function Origin({ change: { provider, leftMachine } }: { change: Change }) {
  const name = providerName(provider);
  return (
    <footer className={styles.origin}>
      <span>{name}</span>
      {leftMachine ? (
        <span className={styles.left}>
          <Icon name="cloud" size={16} />
          Sent to {name}
        </span>
      ) : (
        <span className={styles.stayed}>
          <Icon name="shield" size={16} />
          Stayed on this machine
        </span>
      )}
    </footer>
  );
}

/** What letting go would do, shown as the card leans that way. */
function Stamps() {
  return (
    <div aria-hidden="true">
      <span className={`${styles.stamp} ${styles.stampAccept}`}>
        <Icon name="accept" size={32} />
      </span>
      <span className={`${styles.stamp} ${styles.stampReject}`}>
        <Icon name="reject" size={32} />
      </span>
      <span className={`${styles.stamp} ${styles.stampSkip}`}>
        <Icon name="skip" size={32} />
      </span>
    </div>
  );
}
