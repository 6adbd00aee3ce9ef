import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Verdict } from "@/lib/api/types";
import { changeSettings } from "@/lib/settings";
import { checkDetail } from "./words";

type Holds = Record<string, boolean | null>;
const sound: Holds = {
  envelope: true,
  key: true,
  signature: true,
  original: true,
  changes: true,
  output: true,
};
const detailOf = (name: string, found: Holds) => {
  const all: Verdict["checks"] = Object.entries({ ...sound, ...found }).map(([of, holds]) => ({
    name: of,
    holds,
    detail: `Said of ${of}.`,
  }));
  const check = all.find((one) => one.name === name);
  return check && checkDetail(check, all);
};

describe("What a check of a receipt found", () => {
  beforeEach(() => changeSettings({ language: "de" }));
  afterEach(() => changeSettings({ language: null }));

  it("is in the server's words in English", () => {
    changeSettings({ language: "en" });
    expect(detailOf("key", {})).toBe("Said of key.");
  });

  it.each([
    ["parts", { signature: false, parts: null }, "Der Beleg ist nicht von uns oder wurde verändert."],
    ["parts", { original: null, parts: null }, "Das Original fehlt."],
    ["splices", { original: false, splices: null }, "Das gegebene Original ist eine andere Datei."],
    ["splices", { changes: false, splices: null }, "Die Änderungen lassen sich nicht anwenden."],
    ["output", { original: null, output: null }, "Das Ergebnis fehlt."],
    ["differences", { output: null, differences: null }, "Das Ergebnis fehlt."],
    ["output", { output: false }, "Größe oder SHA-256 sind andere, als der Beleg nennt."],
    ["key", {}, null],
    ["new", { new: false }, null],
  ])("of %s with %o is said in German", (name, found: Holds, words) => {
    expect(detailOf(name, found)).toBe(words);
  });
});
