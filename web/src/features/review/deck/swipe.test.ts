import { describe, expect, it } from "vitest";
import { follow, rubberBand, swipeOf } from "./swipe";

const width = 320;
const still = { dx: 0, dy: 0, vx: 0, vy: 0 };

describe("Letting go of a card", () => {
  it.each([
    ["a long slow drag right", { dx: 120 }, "right"],
    ["a long slow drag left", { dx: -120 }, "left"],
    ["a long slow drag up", { dy: -120 }, "up"],
    ["a flick right", { dx: 40, vx: 0.9 }, "right"],
    ["a flick left", { dx: -40, vx: -0.9 }, "left"],
    ["a flick up", { dy: -40, vy: -0.9 }, "up"],
    ["a short slow drag", { dx: 50, vx: 0.1 }, null],
    ["a twitch", { dx: 12, vx: 2 }, null],
    ["a drag right that was pulled back", { dx: 150, vx: -0.8 }, null],
    ["a drag up that was pulled back", { dy: -150, vy: 0.8 }, null],
    ["a drag down, however far and fast", { dy: 300, vy: 3 }, null],
    ["a drag more sideways than up", { dx: 140, dy: -100 }, "right"],
  ])("%s", (_, motion, expected) => {
    expect(swipeOf({ ...still, ...motion }, width)).toBe(expected);
  });
});

describe("The card under the finger", () => {
  it("follows to the sides and up, and resists downwards ever more without passing its limit", () => {
    expect(follow(80, -40)).toMatchObject({ x: 80, y: -40 });
    const pulls = [10, 50, 200, 1000, 100_000].map((distance) => rubberBand(distance, 60));
    expect(pulls).toEqual(pulls.toSorted((a, b) => a - b));
    expect(pulls.at(-1)).toBeLessThan(60);
    expect(follow(0, 200).y).toBeLessThan(60);
  });
});
