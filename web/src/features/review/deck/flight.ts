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

/**
 * Lets a copy of the card fly off while the next card is already live underneath: input never waits for an
 * animation to end.
 */
export function flyOut(card: HTMLElement, leaving: Leaving): void {
  if (prefersReducedMotion() || !card.animate || !card.parentElement) return;
  // Measured before anything is put on the page: after, it would have the page laid out once more for every swipe.
  const distance = window.innerWidth * 0.75 + card.offsetWidth / 2;
  const ghost = card.cloneNode(true) as HTMLElement;
  ghost.setAttribute("aria-hidden", "true");
  ghost.inert = true;
  ghost.removeAttribute("id");
  delete ghost.dataset.front;
  ghost.dataset.ghost = "";
  const stamp = leaving === "flag" ? null : ghost.querySelector<HTMLElement>(stampFor(directionOf(leaving)));
  stamp?.style.setProperty("opacity", "1");
  card.parentElement.append(ghost);
  const from = card.style.transform || "none";
  ghost
    .animate(
      [
        { transform: from, opacity: 1 },
        { transform: destination(leaving, distance), opacity: 0.4 },
      ],
      { duration: 260, easing: "cubic-bezier(.3,.1,.6,1)" },
    )
    .finished.catch(() => undefined)
    .finally(() => ghost.remove());
}

const stampFor = (direction: SwipeDirection) => `[data-stamp="${direction}"]`;

/** A card that was taken back comes from where it went; any other steps forward from the pile by its own transition. */
export function flyIn(card: HTMLElement, from: Leaving | null): void {
  if (!from || prefersReducedMotion() || !card.animate) return;
  card.animate(
    [
      { transform: destination(from, card.offsetWidth * 0.9), opacity: 0.2 },
      { transform: "none", opacity: 1 },
    ],
    { duration: 240, easing: "cubic-bezier(.2,.8,.3,1)" },
  );
}
