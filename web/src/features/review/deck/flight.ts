import type { DecisionAction } from "@/lib/api/types";
import { prefersReducedMotion } from "@/lib/motion";
import { settings } from "@/lib/settings";
import type { SwipeDirection } from "./swipe";

export type Choice = Exclude<DecisionAction, "undo">;

/** What a card is sent off for: a decision, or to wait behind the others. */
export type Leaving = Choice | "flag";

const places: Record<SwipeDirection, { x: number; y: number; tilt: number }> = {
  right: { x: 1, y: 0, tilt: 14 },
  left: { x: -1, y: 0, tilt: -14 },
  up: { x: 0, y: -1, tilt: 0 },
};

/** Which way a card goes for what it is sent off for. */
export function directionOf(leaving: Leaving): SwipeDirection {
  if (leaving === "skip" || leaving === "flag") return "up";
  return (leaving === "reject") === settings().acceptsToTheRight ? "left" : "right";
}

/** What a swipe that way decides. */
export function choiceOf(direction: SwipeDirection): Choice {
  if (direction === "up") return "skip";
  return (direction === "right") === settings().acceptsToTheRight ? "accept" : "reject";
}

function destination(leaving: Leaving, distance: number): string {
  const { x, y, tilt } = places[directionOf(leaving)];
  return `translate3d(${x * distance}px, ${y * distance}px, 0) rotate(${tilt}deg)`;
}

export function canFly(card: HTMLElement): boolean {
  return !prefersReducedMotion() && card.animate !== undefined;
}

/** From where the finger left a card, or where it lies, to outside the window. */
export function wayOut(card: HTMLElement, leaving: Leaving): Keyframe[] {
  const distance = window.innerWidth * 0.75 + card.offsetWidth / 2;
  return [
    { transform: card.style.transform || "none", opacity: 1 },
    { transform: destination(leaving, distance), opacity: 0.4 },
  ];
}

/** @returns Puts the card back as if it had never left. */
export function flyOut(card: HTMLElement, leaving: Leaving, way: Keyframe[], onGone: () => void): () => void {
  const stamp = leaving === "flag" ? null : card.querySelector<HTMLElement>(stampFor(directionOf(leaving)));
  if (stamp) show(stamp, 1);
  const flight = card.animate(way, { duration: 260, easing: "cubic-bezier(.3,.1,.6,1)", fill: "forwards" });
  flight.finished.then(onGone, () => undefined);
  return () => {
    flight.cancel();
    putBack(card);
  };
}

/** As it lies on the table: nothing of a drag is left on it. */
export function putBack(card: HTMLElement): void {
  delete card.dataset.dragging;
  delete card.dataset.leaning;
  card.style.removeProperty("transform");
  for (const stamp of card.querySelectorAll<HTMLElement>("[data-stamp]")) show(stamp, 0);
}

/** @param strength From 0, not at all, to 1. */
export function show(stamp: HTMLElement, strength: number): void {
  stamp.hidden = strength === 0;
  stamp.style.setProperty("opacity", strength.toFixed(2));
}

const stampFor = (direction: SwipeDirection) => `[data-stamp="${direction}"]`;

/** A card that was taken back comes from where it went; any other steps forward from the pile by its own transition. */
export function flyIn(card: HTMLElement, from: Leaving | null): void {
  if (!from || !canFly(card)) return;
  card.animate(
    [
      { transform: destination(from, card.offsetWidth * 0.9), opacity: 0.2 },
      { transform: "none", opacity: 1 },
    ],
    { duration: 240, easing: "cubic-bezier(.2,.8,.3,1)" },
  );
}
