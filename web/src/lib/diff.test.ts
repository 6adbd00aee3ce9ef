import { describe, expect, it } from "vitest";
import { diffWords, type Segment } from "./diff";

const written = (segments: Segment[]) =>
  segments
    .map(({ kind, text }) => ({ same: text, struck: `[-${text}-]`, new: `[+${text}+]` })[kind])
    .join("");
const before = (segments: Segment[]) =>
  segments.map(({ kind, text }) => (kind === "new" ? "" : text)).join("");
const after = (segments: Segment[]) =>
  segments.map(({ kind, text }) => (kind === "struck" ? "" : text)).join("");

describe("Struck and new", () => {
  it.each([
    ["a word", "alot", "a lot", "[-alot-][+a lot+]"],
    ["an insertion", "", ",", "[+,+]"],
    ["a removal", "very ", "", "[-very -]"],
    [
      "one word of a sentence",
      "The cat sat on the mat.",
      "The cat lay on the mat.",
      "The cat [-sat-][+lay+] on the mat.",
    ],
    [
      "a phrase, not its words one by one",
      "It was made by the old team today",
      "It was a thing of the old team today",
      "It was [-made by-][+a thing of+] the old team today",
    ],
    [
      "a whole rewrite",
      "In order to be able to do this",
      "So that you can",
      "[-In order to be able to do this-][+So that you can+]",
    ],
    ["nothing", "same", "same", "same"],
  ])("shows %s", (_, original, replacement, expected) => {
    expect(written(diffWords(original, replacement))).toBe(expected);
  });

  it("never loses or adds a character of either text", () => {
    const words = ["the", "cat", "sat", " ", ",", "naïve", "  ", "\n", "don’t", "字", "."];
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const text = () => Array.from({ length: random(14) }, () => words[random(words.length)]).join("");
    for (let round = 0; round < 2000; round++) {
      const [original, replacement] = [text(), text()];
      const segments = diffWords(original, replacement);
      expect([before(segments), after(segments)]).toEqual([original, replacement]);
    }
  });
});
