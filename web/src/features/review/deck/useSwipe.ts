import { type PointerEvent as ReactPointerEvent, useRef } from "react";
import { dragDistance, follow, type Motion, type SwipeDirection, swipeOf } from "./swipe";

/** Movement below this is a tap or the start of a scroll. */
const slop = 8;
/** Velocity is measured over the last stretch of the drag only. */
const sampleFor = 80;

interface Drag {
  pointerId: number;
  startX: number;
  startY: number;
  dragging: boolean;
  samples: { x: number; y: number; at: number }[];
}

export interface SwipeHandlers {
  onPointerDown: (event: ReactPointerEvent<HTMLElement>) => void;
  onPointerMove: (event: ReactPointerEvent<HTMLElement>) => void;
  onPointerUp: (event: ReactPointerEvent<HTMLElement>) => void;
  onPointerCancel: (event: ReactPointerEvent<HTMLElement>) => void;
}

/**
 * Drags an element with finger, pen or mouse. It writes to the element's style and never to React's state: a
 * frame costs one transform and no render.
 */
export function useSwipe(onSwipe: (direction: SwipeDirection) => void): SwipeHandlers {
  const drag = useRef<Drag | null>(null);

  const finish = (event: ReactPointerEvent<HTMLElement>, isCancelled: boolean) => {
    const ended = drag.current;
    if (!ended || ended.pointerId !== event.pointerId) return;
    drag.current = null;
    if (!ended.dragging) return;
    const card = event.currentTarget;
    const direction = isCancelled ? null : swipeOf(motionOf(ended, event), card.offsetWidth);
    if (direction) onSwipe(direction);
    else settle(card);
  };

  return {
    onPointerDown: (event) => {
      if (drag.current || !event.isPrimary || event.button !== 0 || isInteractive(event.target)) return;
      const { clientX, clientY, pointerId, timeStamp } = event;
      const samples = [{ x: clientX, y: clientY, at: timeStamp }];
      drag.current = { pointerId, startX: clientX, startY: clientY, dragging: false, samples };
    },
    onPointerMove: (event) => {
      const active = drag.current;
      if (!active || active.pointerId !== event.pointerId) return;
      const dx = event.clientX - active.startX;
      const dy = event.clientY - active.startY;
      const card = event.currentTarget;
      if (!active.dragging) {
        if (Math.hypot(dx, dy) < slop) return;
        active.dragging = true;
        card.setPointerCapture?.(event.pointerId);
        // A card that is still flying in is caught where the finger is.
        for (const animation of card.getAnimations?.() ?? []) animation.cancel();
        card.dataset.dragging = "";
      }
      active.samples.push({ x: event.clientX, y: event.clientY, at: event.timeStamp });
      place(card, dx, dy);
    },
    onPointerUp: (event) => finish(event, false),
    onPointerCancel: (event) => finish(event, true),
  };
}

function motionOf({ startX, startY, samples }: Drag, event: ReactPointerEvent): Motion {
  const recent = samples.filter((sample) => event.timeStamp - sample.at <= sampleFor);
  const from = recent[0] ?? samples.at(-1);
  const elapsed = from ? event.timeStamp - from.at : 0;
  const speed = (distance: number) => (elapsed > 0 ? distance / elapsed : 0);
  return {
    dx: event.clientX - startX,
    dy: event.clientY - startY,
    vx: speed(event.clientX - (from?.x ?? startX)),
    vy: speed(event.clientY - (from?.y ?? startY)),
  };
}

function place(card: HTMLElement, dx: number, dy: number): void {
  const { x, y, tilt } = follow(dx, dy);
  card.style.transform = `translate3d(${x}px, ${y}px, 0) rotate(${tilt}deg)`;
  const far = dragDistance(card.offsetWidth || 1);
  const sideways = Math.abs(dx) >= Math.abs(dy);
  const strength = Math.min(1, (sideways ? Math.abs(dx) : Math.max(0, -dy)) / far);
  card.style.setProperty("--pull", strength.toFixed(2));
  card.dataset.leaning = sideways ? (dx > 0 ? "right" : "left") : "up";
}

/** Back to its place, by the card's own transition. */
function settle(card: HTMLElement): void {
  delete card.dataset.dragging;
  delete card.dataset.leaning;
  card.style.removeProperty("transform");
  card.style.removeProperty("--pull");
}

function isInteractive(target: EventTarget): boolean {
  return target instanceof Element && target.closest("button, a, input, textarea, summary") !== null;
}
