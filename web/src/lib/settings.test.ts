import { afterEach, describe, expect, it } from "vitest";
import { changeSettings, readSettings, settings, usualSettings } from "./settings";

afterEach(() => changeSettings(usualSettings));

describe("Settings", () => {
  it("are kept on the device", () => {
    changeSettings({ language: "de", keys: { accept: ["l"] } });
    expect(settings()).toEqual({ ...usualSettings, language: "de", keys: { accept: ["l"] } });
    expect(JSON.parse(localStorage.getItem("swipereview.settings") ?? "")).toEqual(settings());
  });

  it("take from what is stored what they understand, and the usual for the rest", () => {
    const stored = {
      language: "xx",
      theme: "dark",
      keys: { accept: ["l", 4], dance: ["d"] },
      order: 3,
      haptics: false,
    };
    expect(readSettings(stored)).toEqual({
      ...usualSettings,
      theme: "dark",
      keys: { accept: ["l"] },
      haptics: false,
    });
    expect(readSettings(null)).toEqual(usualSettings);
  });
});
