import { useLayoutEffect, useRef } from "react";
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
  onDecide: (choice: Choice, replacement?: string) => void;
  onEditEnd: () => void;
  /** Lets the buttons and keys send the card off as a swipe does. */
  stage: React.RefObject<HTMLDivElement | null>;
}

export function CardStage({ change, next, returnedFrom, isEditing, onDecide, onEditEnd, stage }: Props) {
  const card = useRef<HTMLElement>(null);
  const swipe = useSwipe((direction) => onDecide(choiceOf[direction]));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new card enters once; how it came is read then
  useLayoutEffect(() => {
    if (!card.current) return;
    markScrollable(card.current);
    flyIn(card.current, returnedFrom);
  }, [change.id]);

  return (
    <div className={styles.stage} ref={stage}>
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
        <ChangeCard key={change.id} change={change} ref={card} swipe={swipe} />
      )}
    </div>
  );
}

/** A text too long for its card pans under the finger; every other card can be thrown upwards. */
function markScrollable(card: HTMLElement): void {
  const body = card.querySelector("[data-body]");
  card.toggleAttribute("data-scrolls", body !== null && body.scrollHeight > body.clientHeight + 1);
}

export function sendOff(stage: HTMLElement | null, choice: Choice): void {
  const card = stage?.querySelector<HTMLElement>("article:not([data-ghost])");
  if (card) flyOut(card, choice);
}
