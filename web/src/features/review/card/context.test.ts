import { describe, expect, it } from "vitest";
import { fromWholeWord, toWholeWord } from "./words";

describe("The text around a change", () => {
  it("begins and ends with whole words where it is cut", () => {
    const long = `${"word ".repeat(47)}words`;
    expect(long).toHaveLength(240);
    expect(toWholeWord(`${long.slice(0, 237)}tho`)).toMatch(/word …$/);
    expect(fromWholeWord(`ose ${long.slice(4)}`)).toMatch(/^… word/);
  });

  it("is told as it is where the paragraph begins and ends", () => {
    expect(fromWholeWord("Once upon")).toBe("Once upon");
    expect(toWholeWord(" a time")).toBe(" a time");
    expect(toWholeWord("x".repeat(240))).toBe("x".repeat(240));
  });
});
