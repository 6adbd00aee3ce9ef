import { describe, expect, it } from "vitest";
import { Pace } from "./pace";

describe("The pace of an upload", () => {
  it("is that of the last seconds, and unknown before there is something to go by", () => {
    const pace = new Pace();
    expect(pace.add(0, 0)).toBeNull();
    expect(pace.add(100, 400)).toBeNull();
    expect(pace.add(1000, 1000)).toBe(1000);
    for (let second = 2; second <= 10; second++) pace.add(second * 1000, second * 1000);
    expect(pace.add(10_500, 11_000)).toBeCloseTo(2500 / 3, 5);
  });

  it("does not count bytes that have to be sent again", () => {
    const pace = new Pace();
    pace.add(0, 0);
    pace.add(5000, 1000);
    expect(pace.add(2000, 2000)).toBe(1000);
  });
});
