import { afterEach, describe, expect, it } from "vitest";
import type { Notification } from "@/lib/api/types";
import { changeSettings, usualSettings } from "@/lib/settings";
import { wordsOf } from "./words";

const told = (facts: Partial<Notification>): Notification => ({
  id: "n1",
  kind: "cardsReady",
  jobId: "j1",
  fileName: null,
  changes: null,
  format: null,
  title: "In English",
  body: "By the server.",
  link: "/jobs/j1",
  createdAt: "2026-01-01T00:00:00Z",
  readAt: null,
  ...facts,
});

afterEach(() => changeSettings(usualSettings));

describe("A notification", () => {
  it.each([
    [told({ fileName: "a.docx", changes: 1 }), "1 card is ready: a.docx", "1 Karte ist bereit: a.docx"],
    [told({ fileName: "a.docx", changes: 0 }), "a.docx needs no changes", "a.docx braucht keine Änderungen"],
    [
      told({ kind: "jobFailed", fileName: "a.docx" }),
      "a.docx could not be worked on",
      "a.docx ließ sich nicht durchsehen",
    ],
    [told({ kind: "resultReady", format: "receipt" }), "Your receipt is ready", "Bereit: dein Beleg"],
    [
      told({ kind: "resultFailed", format: "clean" }),
      "Your file could not be built",
      "Ließ sich nicht herstellen: deine Datei",
    ],
  ])("is told in the person's language", (notification, english, german) => {
    changeSettings({ language: "en" });
    expect(wordsOf(notification).title).toBe(english);
    changeSettings({ language: "de" });
    expect(wordsOf(notification).title).toBe(german);
  });

  it("without facts is told as the server does", () => {
    expect(wordsOf(told({}))).toEqual({ title: "In English", body: "By the server." });
  });
});
