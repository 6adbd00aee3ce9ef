import { describe, expect, it } from "vitest";
import type { Change } from "@/lib/api/types";
import { aChange, rivals } from "@/testing/changes";
import type { Intent } from "../queue/intent";
import { standingsOf } from "../queue/standing";
import { compose, type Scene, signatureOf, type View } from "./compose";

const text = "He sees alot of dogs";
const change = (
  id: string,
  start: number,
  original: string,
  replacement: string,
  facts: Partial<Change> = {},
) => aChange(id, { start, end: start + original.length, original, replacement, ...facts });
const lot = change("lot", 8, "alot", "a lot");
const comma = change("comma", 20, "", ".");
const dogs = change("dogs", 15, " dogs", "");

function scene(
  view: View,
  changes: Change[],
  made: [string, Intent["action"], string?][] = [],
  currentId: string | null = null,
): Scene {
  const intents = new Map(
    made.map(([changeId, action, replacement], second) => [
      changeId,
      {
        id: changeId,
        changeId,
        action,
        decidedAt: new Date(second * 1000).toISOString(),
        ...(replacement === undefined ? {} : { replacement }),
      },
    ]),
  );
  return { view, intents, standings: standingsOf(changes, intents), currentId };
}

/** The text with [-struck-], [+new+], [~open~], and the current change in <>. */
function written(changes: Change[], seen: Scene): string {
  const marks = { same: ["", ""], struck: ["[-", "-]"], new: ["[+", "+]"], open: ["[~", "~]"] };
  return compose(text, changes, seen)
    .map(({ segments, isCurrent }) => {
      const inside = segments.map((one) => marks[one.kind].join(one.text)).join("");
      return isCurrent ? `<${inside}>` : inside;
    })
    .join("");
}

describe("A block of the preview", () => {
  const all = [lot, dogs, comma];

  it.each([
    ["original", "He sees [-alot-] of[~ dogs~][~~]"],
    ["current", "He sees [+a lot+] of[~ dogs~][~~]"],
    ["all", "He sees [+a lot+] of[- dogs-][+.+]"],
  ] as [View, string][])("shows in the view %s what was accepted and what is open", (view, expected) => {
    expect(written(all, scene(view, all, [["lot", "accept"]]))).toBe(expected);
  });

  it("has the text as it was where all is rejected", () => {
    const made: [string, Intent["action"]][] = all.map(({ id }) => [id, "reject"]);
    for (const view of ["original", "current", "all"] as const)
      expect(written(all, scene(view, all, made))).toBe(text);
  });

  it("shows old and new for the card in front, and its place when it only adds", () => {
    expect(written(all, scene("all", all, [], "lot"))).toBe("He sees <[-alot-][+a lot+]> of[- dogs-][+.+]");
    expect(written([comma], scene("current", [comma], [], "comma"))).toBe(`${text}<[~~]>`);
  });

  it("writes the person's own words", () => {
    expect(written([lot], scene("current", [lot], [["lot", "edit", "plenty"]]))).toBe(
      "He sees [+plenty+] of dogs",
    );
    const decision = { action: "edit", replacement: "much", decidedAt: "2026-01-01T00:00:00Z" } as const;
    const known = { ...lot, state: "accepted" as const, decision };
    expect(written([known], scene("current", [known]))).toBe("He sees [+much+] of dogs");
  });

  it("shows one of those that claim the same words: accepted, else in front, else the surest", () => {
    const rival = change("rival", 8, "alot", "many", { confidence: 0.4 });
    const both = [lot, rival];
    expect(written(both, scene("all", both))).toBe("He sees [+a lot+] of dogs");
    expect(written(both, scene("all", both, [], "rival"))).toBe("He sees <[-alot-][+many+]> of dogs");
    expect(written(both, scene("all", both, [["lot", "accept"]], "rival"))).toBe("He sees [+a lot+] of dogs");
  });

  it("never makes two that are in conflict, wherever they stand", () => {
    const [first, second] = rivals("overlap", lot, { ...comma, confidence: 0.99 }) as [Change, Change];
    expect(written([first, second], scene("all", [first, second]))).toBe("He sees alot of dogs[+.+]");
  });

  it("is drawn anew only when something in it is shown differently", () => {
    const before = signatureOf([lot], scene("current", all, [], "dogs"));
    expect(signatureOf([lot], scene("current", all, [["dogs", "accept"]], "comma"))).toBe(before);
    expect(signatureOf([lot], scene("current", all, [["lot", "accept"]]))).not.toBe(before);
    expect(signatureOf([], scene("all", all))).toBe(signatureOf([], scene("current", all)));
  });
});
