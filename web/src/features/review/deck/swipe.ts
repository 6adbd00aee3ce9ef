export type SwipeDirection = "right" | "left" | "up";

export interface Motion {
  /** Pixels from where the drag began. */
  dx: number;
  dy: number;
  /** Pixels a millisecond at the moment of release. */
  vx: number;
  vy: number;
}

/** A flick is short but fast; a drag is long enough at any speed. */
const flickSpeed = 0.45;
const flickDistance = 24;

export function dragDistance(width: number): number {
  return Math.min(width * 0.28, 140);
}

/** What a release means, or null when the card goes back. Pulling back before letting go is a change of mind. */
export function swipeOf({ dx, dy, vx, vy }: Motion, width: number): SwipeDirection | null {
  const far = dragDistance(width);
  const sideways = Math.abs(dx) >= Math.abs(dy);
  if (sideways) {
    const side = Math.sign(dx);
    const flicked = vx * side > flickSpeed && Math.abs(dx) > flickDistance;
    const pulledBack = vx * side < -flickSpeed;
    if (pulledBack || !(flicked || Math.abs(dx) > far)) return null;
    return side > 0 ? "right" : "left";
  }
  const flickedUp = -vy > flickSpeed && -dy > flickDistance;
  return vy < flickSpeed && (flickedUp || -dy > far) ? "up" : null;
}

/** Follows the finger less the further it goes, and never past `limit`. */
export function rubberBand(distance: number, limit: number): number {
  const pull = Math.abs(distance);
  return Math.sign(distance) * limit * (1 - 1 / ((pull * 0.55) / limit + 1));
}

/** Free to the sides and up, where something happens; reluctant downwards, where nothing does. */
export function follow(dx: number, dy: number): { x: number; y: number; tilt: number } {
  return { x: dx, y: dy > 0 ? rubberBand(dy, 60) : dy, tilt: Math.max(-12, Math.min(12, dx / 24)) };
}
