import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Change } from "@/lib/api/types";
import { changeSettings } from "@/lib/settings";
import { aChange, rivals } from "@/testing/changes";
import { settledBecause } from "../queue/standing";
import { becauseOf } from "./words";

const told = (by: "rule" | "autopilot" | "bulk", action: "accept" | "reject") => ({
  action,
  by,
  because: "In English.",
  replacement: null,
  decidedAt: "2026-01-01T00:00:00Z",
});
const [loser] = rivals("overlap", aChange("a"), aChange("b", { replacement: "a lot" })) as [Change, Change];
const settled = (reason: string) => settledBecause({ ...loser, settledBy: { changeId: "b", reason } });

describe("The reasons that the server gives", () => {
  beforeEach(() => changeSettings({ language: "de" }));
  afterEach(() => changeSettings({ language: null }));

  it("stay as they are in English", () => {
    changeSettings({ language: "en" });
    expect(becauseOf(told("autopilot", "accept"))).toBe("In English.");
    expect(settled("Because.")).toBe("Because.");
  });

  it("are said in German by who decided", () => {
    expect(becauseOf(told("autopilot", "accept"))).toContain("bisher angenommen");
    expect(becauseOf(told("autopilot", "reject"))).toContain("bisher abgelehnt");
    expect(becauseOf(told("rule", "reject"))).toContain("eine deiner Regeln");
    expect(becauseOf(told("bulk", "reject"))).toBe("In English.");
    expect(becauseOf(null)).toBeNull();
  });

  it("name the text that was accepted instead when it is the proposed one", () => {
    expect(settled("You accepted “a lot” instead.")).toBe("Stattdessen wurde „a lot“ angenommen.");
    expect(settled("You accepted “plenty” instead.")).toBe(
      "Stattdessen wurde eine andere Änderung angenommen.",
    );
  });
});
