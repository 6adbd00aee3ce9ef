import { describe, expect, it } from "vitest";
import { ariaKeys, commandOf, keyConflicts, keyName, keyOf, keysOf } from "./deckKeys";
import { usualSettings } from "./settings";

const own = (keys: (typeof usualSettings)["keys"]) => ({ ...usualSettings, keys });

describe("The deck's keys", () => {
  it.each([
    ["ArrowRight", "accept"],
    ["x", "reject"],
    [" ", "skip"],
    ["Backspace", "undo"],
    ["Shift+Backspace", "redo"],
    ["y", "redo"],
    ["f", "flag"],
    ["j", "jump"],
    ["?", "help"],
    ["q", null],
  ])("usually %s is for %s", (key, command) => {
    expect(commandOf(key, usualSettings)).toBe(command);
  });

  it("arrows go where the card goes, letters stay", () => {
    const swapped = { ...usualSettings, acceptsToTheRight: false };
    expect(["ArrowRight", "ArrowLeft", "a", "x"].map((key) => commandOf(key, swapped))).toEqual([
      "reject",
      "accept",
      "accept",
      "reject",
    ]);
  });

  it("a person's choice takes the place of an action's usual keys", () => {
    const chosen = own({ accept: ["d"] });
    expect(keysOf(chosen).accept).toEqual(["d"]);
    expect(commandOf("d", chosen)).toBe("accept");
    expect(commandOf("a", chosen)).toBeNull();
  });

  it("tells which keys are claimed twice, by actions and by what is fixed, and obeys the choice meanwhile", () => {
    const chosen = own({ accept: ["x", "j"] });
    expect(keyConflicts(chosen)).toEqual([
      { key: "x", commands: ["accept", "reject"] },
      { key: "j", commands: ["accept", "jump"] },
    ]);
    expect(commandOf("x", chosen)).toBe("accept");
    expect(keyConflicts(usualSettings)).toEqual([]);
  });

  it("reads, names and announces keys", () => {
    expect(keyOf({ key: "A", shiftKey: true })).toBe("a");
    expect(keyOf({ key: "Backspace", shiftKey: true })).toBe("Shift+Backspace");
    expect(["ArrowUp", " ", "Shift+Backspace", "e"].map(keyName)).toEqual(["↑", "Space", "Shift ⌫", "E"]);
    expect(ariaKeys(["ArrowUp", " "])).toBe("ArrowUp Space");
  });
});
