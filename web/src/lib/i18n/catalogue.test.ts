import { afterEach, describe, expect, it } from "vitest";
import { changeSettings, usualSettings } from "@/lib/settings";
import { catalogue, count } from "./catalogue";

const texts = catalogue({
  en: { done: "Done", cards: (number: number) => count(number, "card", "cards") },
  de: { done: "Fertig", cards: (number) => count(number, "Karte", "Karten") },
});

afterEach(() => changeSettings(usualSettings));

describe("A catalogue", () => {
  it("says things in the language that is chosen at the moment", () => {
    changeSettings({ language: "en" });
    expect([texts.done, texts.cards(1)]).toEqual(["Done", "1 card"]);
    changeSettings({ language: "de" });
    expect([texts.done, texts.cards(1), texts.cards(2)]).toEqual(["Fertig", "1 Karte", "2 Karten"]);
  });

  it("follows the browser's first language that is spoken here while none is chosen", () => {
    const told = Object.getOwnPropertyDescriptor(navigator, "languages");
    Object.defineProperty(navigator, "languages", { value: ["fr-FR", "de-AT", "en"], configurable: true });
    expect(texts.done).toBe("Fertig");
    if (told) Object.defineProperty(navigator, "languages", told);
    else Reflect.deleteProperty(navigator, "languages");
    expect(texts.done).toBe("Done");
  });
});
