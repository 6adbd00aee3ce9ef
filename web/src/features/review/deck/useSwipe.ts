import { type PointerEvent as ReactPointerEvent, useLayoutEffect, useRef, useState } from "react";
import { hands } from "@/lib/hands";
import { pulse } from "@/lib/haptics";
import { putBack, show } from "./flight";
import { dragDistance, follow, type Motion, type SwipeDirection, swipeOf } from "./swipe";

/** Movement below this is a tap or the start of a scroll. */
const slop = 8;
/** Velocity is measured over the last stretch of the drag only. */
const sampleFor = 80;

interface Drag {
  card: HTMLElement;
  pointerId: number;
  pointerType: string;
  startX: number;
  startY: number;
  samples: { x: number; y: number; at: number }[];
  /** Measured and looked up once it moves: a frame has no time for either. */
  held: { width: number; stamps: Map<string, HTMLElement> } | null;
  leaning: SwipeDirection | null;
  isFar: boolean;
}

export interface SwipeHandlers {
  onPointerDown: (event: ReactPointerEvent<HTMLElement>) => void;
}

/**
 * Drags an element with finger, pen or mouse. It writes to the element's style and never to React's state: a frame
 * costs a transform and an opacity, no render and no layout, and its events go past React. The handlers are the same ones
 * for ever.
 */
export function useSwipe(onSwipe: (direction: SwipeDirection) => void): SwipeHandlers {
  const latest = useRef(onSwipe);
  useLayoutEffect(() => {
    latest.current = onSwipe;
  });
  return useState(() => handlersFor((direction) => latest.current(direction)))[0];
}

function handlersFor(onSwipe: (direction: SwipeDirection) => void): SwipeHandlers {
  let drag: Drag | null = null;

  const letGo = (): Drag | null => {
    const ended = drag;
    drag = null;
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", finish);
    document.removeEventListener("pointercancel", finish);
    hands.off();
    return ended;
  };

  /** By the card's own transition. */
  const giveUp = () => {
    const ended = letGo();
    if (ended?.held) putBack(ended.card);
  };

  const move = (event: PointerEvent) => {
    if (!drag || drag.pointerId !== event.pointerId) return;
    // Let go beside the card, before it was held; or the deck was left meanwhile.
    if (!drag.card.isConnected || (event.pointerType === "mouse" && event.buttons === 0)) return giveUp();
    const dx = event.clientX - drag.startX;
    const dy = event.clientY - drag.startY;
    if (!drag.held) {
      if (Math.hypot(dx, dy) < slop) return;
      drag.held = take(drag);
    }
    const { samples } = drag;
    samples.push({ x: event.clientX, y: event.clientY, at: event.timeStamp });
    while (samples.length > 2 && event.timeStamp - (samples[0]?.at ?? 0) > sampleFor) samples.shift();
    place(drag, drag.held, dx, dy);
  };

  const finish = (event: PointerEvent) => {
    if (!drag || drag.pointerId !== event.pointerId) return;
    const { held, card } = drag;
    const direction =
      held && card.isConnected && event.type === "pointerup"
        ? swipeOf(motionOf(drag, event), held.width)
        : null;
    if (!direction) return giveUp();
    letGo();
    onSwipe(direction);
  };

  return {
    onPointerDown: (event) => {
      // A second finger is not primary: it joins, and moves nothing.
      if (!event.isPrimary || event.button !== 0 || isInteractive(event.target)) return;
      if (drag && isUnderWay(drag, event)) return;
      giveUp();
      const { currentTarget: card, clientX, clientY, pointerId, pointerType, timeStamp } = event;
      const samples = [{ x: clientX, y: clientY, at: timeStamp }];
      drag = {
        card,
        pointerId,
        pointerType,
        startX: clientX,
        startY: clientY,
        samples,
        held: null,
        leaning: null,
        isFar: false,
      };
      document.addEventListener("pointermove", move);
      document.addEventListener("pointerup", finish);
      document.addEventListener("pointercancel", finish);
    },
  };
}

/** The end of a drag is told to its card: where that went away meanwhile, or another primary pointer of the kind is there, it is over. */
function isUnderWay({ card, pointerType }: Drag, { pointerType: another }: ReactPointerEvent): boolean {
  return card.isConnected && pointerType !== another;
}

function take({ card, pointerId, pointerType }: Drag): NonNullable<Drag["held"]> {
  const width = card.offsetWidth;
  hands.on();
  // A mouse shows what it holds. A finger's moves need no card: they go past what listens between it and the page.
  (pointerType === "mouse" ? card : document.documentElement).setPointerCapture?.(pointerId);
  // A card that is still flying in is caught where the finger is.
  for (const animation of card.getAnimations?.() ?? []) animation.cancel();
  card.dataset.dragging = "";
  const stamps = card.querySelectorAll<HTMLElement>("[data-stamp]");
  return { width, stamps: new Map([...stamps].map((stamp) => [stamp.dataset.stamp ?? "", stamp])) };
}

function motionOf({ startX, startY, samples }: Drag, event: PointerEvent): Motion {
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

function place(drag: Drag, held: NonNullable<Drag["held"]>, dx: number, dy: number): void {
  const { x, y, tilt } = follow(dx, dy);
  drag.card.style.transform = `translate3d(${x}px, ${y}px, 0) rotate(${tilt}deg)`;
  const sideways = Math.abs(dx) >= Math.abs(dy);
  const leaning = sideways ? (dx > 0 ? "right" : "left") : "up";
  if (drag.leaning !== leaning) {
    const other = drag.leaning && held.stamps.get(drag.leaning);
    if (other) show(other, 0);
    drag.leaning = leaning;
    drag.card.dataset.leaning = leaning;
  }
  const strength = (sideways ? Math.abs(dx) : Math.max(0, -dy)) / dragDistance(held.width || 1);
  const stamp = held.stamps.get(leaning);
  if (stamp) show(stamp, Math.min(1, strength));
  const isFar = strength > 1;
  if (isFar && !drag.isFar) pulse("tick");
  drag.isFar = isFar;
}

function isInteractive(target: EventTarget): boolean {
  return target instanceof Element && target.closest("button, a, input, textarea, summary") !== null;
}
