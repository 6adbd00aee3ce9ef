import {
  type ReactNode,
  type RefObject,
  useDeferredValue,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import type { Change } from "@/lib/api/types";
import { ChangeCard } from "../card/ChangeCard";
import { EditPanel } from "../card/EditPanel";
import type { Mark } from "../card/StandingMark";
import styles from "./CardStage.module.css";
import { type Choice, choiceOf, flyIn, type Leaving } from "./flight";
import { useFlights } from "./useFlights";
import { useSwipe } from "./useSwipe";

/** What buttons and keys do to the cards that a swipe does itself. */
export interface Stage {
  /** Sends off the card in front, which must not be it any more when it is drawn next. */
  sendOff(leaving: Leaving): void;
  focus(): void;
}

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
  stage: RefObject<Stage | null>;
}

export function CardStage(props: Props) {
  const { change, mark, returnedFrom, isEditing, children, onDecide, onEditEnd, stage } = props;
  const table = useRef<HTMLDivElement>(null);
  const front = useRef<HTMLElement>(null);
  const swipe = useSwipe((direction) => onDecide(choiceOf(direction)));
  const { flights, sendOff } = useFlights(change, front);
  // The answer to a swipe is drawn first, and what waits behind the card in front after it.
  const next = useDeferredValue(props.next);
  const behind = next?.id === change.id ? null : next;

  useImperativeHandle(stage, () => ({
    sendOff,
    focus: () => table.current?.focus({ preventScroll: true }),
  }));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a card comes to the front once; how it came is read then
  useLayoutEffect(() => {
    if (front.current) flyIn(front.current, returnedFrom);
  }, [change.id]);

  const editor = isEditing && (
    <EditPanel change={change} onSave={(text) => onDecide("edit", text)} onCancel={onEditEnd} />
  );
  // One list, so that each keeps its element, drawn as it is, from behind to the front and away.
  return (
    <div className={styles.stage} ref={table} tabIndex={-1}>
      {[
        behind && <ChangeCard key={behind.id} change={behind} place="behind" />,
        <ChangeCard
          key={change.id}
          change={change}
          place="front"
          ref={front}
          swipe={editor ? null : swipe}
          mark={mark ?? null}
          editor={editor || undefined}
        >
          {children}
        </ChangeCard>,
        ...flights
          .filter((flight) => flight.change.id !== behind?.id)
          .map((flight) => (
            <ChangeCard key={flight.change.id} change={flight.change} place="gone" ref={flight.take} />
          )),
      ]}
    </div>
  );
}
