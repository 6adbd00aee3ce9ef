import { type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import type { Change } from "@/lib/api/types";
import { ChangeCard } from "../card/ChangeCard";
import { EditPanel } from "../card/EditPanel";
import type { Mark } from "../card/StandingMark";
import styles from "./CardStage.module.css";
import { type Choice, choiceOf, flyIn, flyOut, type Leaving } from "./flight";
import { useSwipe } from "./useSwipe";

interface Props {
  change: Change;
  next: Change | null;
  mark?: Mark | null;
  returnedFrom: Leaving | null;
  isEditing: boolean;
  /** What stands on the card in front below its text. */
  children?: ReactNode;
  onDecide: (choice: Choice, replacement?: string) => void;
  onEditEnd: () => void;
  /** Lets the buttons and keys send the card off as a swipe does. */
  stage: RefObject<HTMLDivElement | null>;
}

export function CardStage(props: Props) {
  const { change, next, mark, returnedFrom, isEditing, children, onDecide, onEditEnd, stage } = props;
  const front = useRef<HTMLElement>(null);
  const swipe = useSwipe((direction) => onDecide(choiceOf(direction)));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a card comes to the front once; how it came is read then
  useLayoutEffect(() => {
    const card = front.current;
    if (!card) return;
    flyIn(card, returnedFrom);
    // Told when it is laid out anyway: asking here would have it laid out once more.
    const observer = window.ResizeObserver && new ResizeObserver(() => markScrollable(card));
    const body = card.querySelector("[data-body]");
    if (body) observer?.observe(body);
    return () => observer?.disconnect();
  }, [change.id]);

  const editor = isEditing && (
    <EditPanel change={change} onSave={(text) => onDecide("edit", text)} onCancel={onEditEnd} />
  );
  return (
    <div className={styles.stage} ref={stage} tabIndex={-1}>
      {/* Each keeps its element when it comes to the front: nothing is drawn anew but what comes behind it. */}
      {next && <ChangeCard key={next.id} change={next} isFront={false} />}
      <ChangeCard
        key={change.id}
        change={change}
        isFront
        ref={front}
        swipe={editor ? null : swipe}
        mark={mark ?? null}
        editor={editor || undefined}
      >
        {children}
      </ChangeCard>
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
  else body?.removeAttribute("tabindex");
}

export function sendOff(stage: HTMLElement | null, leaving: Leaving): void {
  const card = stage?.querySelector<HTMLElement>("article[data-front]");
  if (card) flyOut(card, leaving);
}
