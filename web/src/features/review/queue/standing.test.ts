import { describe, expect, it } from "vitest";
import type { Change } from "@/lib/api/types";
import { aChange, rivals } from "@/testing/changes";
import type { Intent } from "./intent";
import { standingsOf, withTold } from "./standing";

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const intents = (...list: [string, Intent["action"], number][]) =>
  new Map(
    list.map(([changeId, action, second]) => [
      changeId,
      { id: changeId, changeId, action, decidedAt: at(second) },
    ]),
  );
const stands = (changes: Change[], made: ReadonlyMap<string, Intent>) =>
  Object.fromEntries(
    [...standingsOf(changes, made)].map(([id, { state, settledBy }]) => [id, settledBy?.changeId ?? state]),
  );

const pair = rivals("overlap", aChange("a"), aChange("b"));

/** a excludes b, b excludes c, a and c go together. */
const chain = ["a", "b", "c"].map((id) =>
  aChange(id, {
    conflicts:
      { a: ["b"], b: ["a", "c"], c: ["b"] }[id]?.map((changeId) => ({
        changeId,
        kind: "overlap" as const,
        original: "",
        replacement: "",
      })) ?? [],
  }),
);

describe("How changes stand", () => {
  it.each([
    ["an accept settles the other", [["a", "accept", 1]], { a: "accepted", b: "a" }],
    ["an edit settles the other", [["a", "edit", 1]], { a: "accepted", b: "a" }],
    ["a reject settles nothing", [["a", "reject", 1]], { a: "rejected", b: "pending" }],
    ["a skip settles nothing", [["a", "skip", 1]], { a: "skipped", b: "pending" }],
    [
      "a skipped one is settled",
      [
        ["b", "skip", 1],
        ["a", "accept", 2],
      ],
      { a: "accepted", b: "a" },
    ],
    [
      "a rejected one stays rejected by its own",
      [
        ["b", "reject", 1],
        ["a", "accept", 2],
      ],
      { a: "accepted", b: "rejected" },
    ],
    [
      "the latest accept wins",
      [
        ["a", "accept", 1],
        ["b", "accept", 2],
      ],
      { a: "b", b: "accepted" },
    ],
    [
      "in whatever order they are known",
      [
        ["b", "accept", 2],
        ["a", "accept", 1],
      ],
      { a: "b", b: "accepted" },
    ],
    ["an undo brings the other back", [["a", "undo", 2]], { a: "pending", b: "pending" }],
    [
      "an undo brings back what the winner had settled",
      [
        ["a", "accept", 1],
        ["b", "undo", 3],
      ],
      { a: "accepted", b: "a" },
    ],
  ] as [string, [string, Intent["action"], number][], Record<string, string>][])(
    "%s",
    (_, made, expected) => {
      expect(stands(pair, intents(...made))).toEqual(expected);
    },
  );

  it("lets nothing be settled by a change that lost itself", () => {
    expect(stands(chain, intents(["a", "accept", 1], ["b", "accept", 2]))).toEqual({
      a: "b",
      b: "accepted",
      c: "b",
    });
    expect(stands(chain, intents(["a", "accept", 1], ["b", "accept", 2], ["c", "accept", 3]))).toEqual({
      a: "accepted",
      b: "c",
      c: "accepted",
    });
  });

  it("counts what the server knows of other devices, by time", () => {
    const decision = { action: "accept", replacement: null, decidedAt: at(5) } as const;
    const [a, b] = pair as [Change, Change];
    const known = [a, { ...b, state: "accepted" as const, decision }];
    expect(stands(known, intents(["a", "accept", 3]))).toEqual({ a: "b", b: "accepted" });
    expect(stands(known, intents(["a", "accept", 7]))).toEqual({ a: "accepted", b: "a" });
  });

  it("repeats the server's word, reason and all, where this device decided nothing", () => {
    const settledBy = { changeId: "gone", reason: "Because." };
    const [a, b] = pair as [Change, Change];
    const told = standingsOf([a, { ...b, state: "rejected", settledBy }], new Map());
    expect(told.get("b")).toMatchObject({ state: "rejected", settledBy });
  });

  it("says why in words until the server does", () => {
    expect(standingsOf(pair, intents(["a", "accept", 1])).get("b")?.settledBy?.reason).toBe(
      "You accepted “a lot” instead.",
    );
  });
});

describe("What the server tells", () => {
  const decision = { action: "accept", replacement: null, decidedAt: at(5) } as const;
  const accepted = (id: string) => ({
    id,
    state: "accepted" as const,
    decision: { ...decision },
    settledBy: null,
  });
  const told = (...news: { id: string }[]) => new Map(news.map((standing) => [standing.id, standing]));
  const known = [...pair, aChange("c"), aChange("d")];

  it("makes new objects of what it changes and of nothing else", () => {
    const after = withTold(known, told(accepted("a")));
    const renewed = known.filter((change, index) => after[index] !== change).map(({ id }) => id);
    expect(renewed).toEqual(["a", "b"]);
    expect(after.map(({ state }) => state)).toEqual(["accepted", "rejected", "pending", "pending"]);
  });

  it("changes nothing when it is told again", () => {
    const once = withTold(known, told(accepted("a")));
    const twice = withTold(once, told(accepted("a")));
    expect(twice.every((change, index) => change === once[index])).toBe(true);
  });
});
