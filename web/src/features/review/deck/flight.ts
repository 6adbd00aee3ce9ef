import type { DecisionAction } from "@/lib/api/types";
import { prefersReducedMotion } from "@/lib/motion";

const away: Record<Exclude<DecisionAction, "undo">, { x: number; y: number; tilt: number }> = {
  accept: { x: 1, y: 0, tilt: 14 },
  edit: { x: 1, y: 0, tilt: 14 },
  reject: { x: -1, y: 0, tilt: -14 },
  skip: { x: 0, y: -1, tilt: 0 },
};

const leaning: Record<DecisionAction, string> = {
  accept: "right",
  edit: "right",
  reject: "left",
  skip: "up",
  undo: "",
};

function destination(action: DecisionAction, distance: number): string {
  const { x, y, tilt } = action === "undo" ? away.skip : away[action];
  return `translate3d(${x * distance}px, ${y * distance}px, 0) rotate(${tilt}deg)`;
}

/**
 * Lets a copy of the card fly off while the next card is already live underneath: input never waits for an
 * animation to end.
 */
export function flyOut(card: HTMLElement, action: DecisionAction): void {
  if (prefersReducedMotion() || !card.animate || !card.parentElement) return;
  // Measured before anything is put on the page: after, it would have the page laid out once more for every swipe.
  const distance = window.innerWidth * 0.75 + card.offsetWidth / 2;
  const ghost = card.cloneNode(true) as HTMLElement;
  ghost.setAttribute("aria-hidden", "true");
  ghost.inert = true;
  ghost.removeAttribute("id");
  ghost.dataset.ghost = "";
  ghost.dataset.leaning = leaning[action];
  ghost.style.setProperty("--pull", "1");
  card.parentElement.append(ghost);
  const from = card.style.transform || "none";
  ghost
    .animate(
      [
        { transform: from, opacity: 1 },
        { transform: destination(action, distance), opacity: 0.4 },
      ],
      {
        duration: 260,
        easing: "cubic-bezier(.3,.1,.6,1)",
      },
    )
    .finished.catch(() => undefined)
    .finally(() => ghost.remove());
}

/** A card that was taken back comes from where it went; any other rises from the pile. */
export function flyIn(card: HTMLElement, from: DecisionAction | null): void {
  if (prefersReducedMotion() || !card.animate) return;
  const start = from
    ? { transform: destination(from, card.offsetWidth * 0.9), opacity: 0.2 }
    : { transform: "translate3d(0, 10px, 0) scale(.965)", opacity: 0.6 };
  card.animate([start, { transform: "none", opacity: 1 }], {
    duration: from ? 240 : 160,
    easing: "cubic-bezier(.2,.8,.3,1)",
  });
}
