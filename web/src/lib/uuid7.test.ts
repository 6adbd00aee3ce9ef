import { describe, expect, it } from "vitest";
import { uuid7 } from "./uuid7";

describe("A UUID v7", () => {
  it("holds its time, version and variant", () => {
    const time = Date.UTC(2040, 0, 1);
    const id = uuid7(time);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(time);
  });

  it("sorts in the order of calls, thousands in a millisecond and with a clock that goes back", () => {
    const time = Date.UTC(2041, 0, 1);
    const ids = Array.from({ length: 10_000 }, (_, index) => uuid7(time - (index % 3)));
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });
});
