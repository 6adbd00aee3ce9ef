import { type ReactNode, useLayoutEffect, useRef } from "react";
import type { Change, DecisionAction } from "@/lib/api/types";
import { CardBehind, ChangeCard } from "../card/ChangeCard";
import { EditPanel } from "../card/EditPanel";
import styles from "./CardStage.module.css";
import { flyIn, flyOut } from "./flight";
import type { SwipeDirection } from "./swipe";
import { useSwipe } from "./useSwipe";

type Choice = Exclude<DecisionAction, "undo">;

const choiceOf: Record<SwipeDirection, Choice> = { right: "accept", left: "reject", up: "skip" };

interface Props {
  change: Change;
  next: Change | undefined;
  returnedFrom: DecisionAction | null;
  isEditing: boolean;
  conflicts?: ReactNode;
  onDecide: (choice: Choice, replacement?: string) => void;
  onEditEnd: () => void;
  /** Lets the buttons and keys send the card off as a swipe does. */
  stage: React.RefObject<HTMLDivElement | null>;
}

export function CardStage(props: Props) {
  const { change, next, returnedFrom, isEditing, conflicts, onDecide, onEditEnd, stage } = props;
  const card = useRef<HTMLElement>(null);
  const swipe = useSwipe((direction) => onDecide(choiceOf[direction]));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new card enters once; how it came is read then
  useLayoutEffect(() => {
    if (!card.current) return;
    markScrollable(card.current);
    flyIn(card.current, returnedFrom);
  }, [change.id]);

  return (
    <div className={styles.stage} ref={stage} tabIndex={-1}>
      {next && <CardBehind key={`behind-${next.id}`} change={next} />}
      {isEditing ? (
        <ChangeCard
          key={change.id}
          change={change}
          ref={card}
          editor={
            <EditPanel change={change} onSave={(text) => onDecide("edit", text)} onCancel={onEditEnd} />
          }
        />
      ) : (
        <ChangeCard key={change.id} change={change} ref={card} swipe={swipe} conflicts={conflicts} />
      )}
    </div>
  );
}

/** A text too long for its card pans under the finger and by arrow keys; every other card can be thrown upwards. */
function markScrollable(card: HTMLElement): void {
  const body = card.querySelector<HTMLElement>("[data-body]");
  const scrolls = body !== null && body.scrollHeight > body.clientHeight + 1;
  card.toggleAttribute("data-scrolls", scrolls);
  body?.toggleAttribute("data-scrolls-by-keys", scrolls);
  if (scrolls) body.tabIndex = 0;
}

export function sendOff(stage: HTMLElement | null, choice: Choice): void {
  const card = stage?.querySelector<HTMLElement>("article:not([data-ghost])");
  if (card) flyOut(card, choice);
}
