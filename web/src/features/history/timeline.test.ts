import { describe, expect, it } from "vitest";
import type { Download, Job, Payment } from "@/lib/api/types";
import { byDay, entriesOf, shownUntil } from "./timeline";

const at = (hour: number) => `2026-01-01T${String(hour).padStart(2, "0")}:00:00Z`;
const job = (id: string, hour: number) => ({ id, createdAt: at(hour), fileName: `${id}.docx` }) as Job;
const payment = (id: string, jobId: string, hour: number, status = "settled") =>
  ({ id, jobId, createdAt: at(hour), settledAt: null, status }) as Payment;
const download = (id: string, hour: number) =>
  ({ id, jobId: "j1", createdAt: at(hour), name: `${id}.docx` }) as Download;
const ids = (entries: { id: string }[]) => entries.map(({ id }) => id);

describe("A timeline", () => {
  it("is one of three lists, the newest first, without what cost nothing", () => {
    const entries = entriesOf(
      [job("j1", 1)],
      [payment("p1", "j1", 2), payment("p2", "j1", 2, "notRequired")],
      [download("d1", 3)],
    );
    expect(ids(shownUntil(entries, []))).toEqual(["d1", "p1", "j1"]);
  });

  it("ends where a list that goes on ends, so that nothing turns up in the middle later", () => {
    const entries = entriesOf([job("j1", 9), job("j2", 5)], [], [download("d1", 8), download("d2", 2)]);
    expect(ids(shownUntil(entries, ["jobs"]))).toEqual(["j1", "d1", "j2"]);
    expect(ids(shownUntil(entries, []))).toEqual(["j1", "d1", "j2", "d2"]);
  });

  it("calls a payment by the file that was paid for", () => {
    const entries = entriesOf([job("j1", 1)], [payment("p1", "j1", 2)], []);
    expect(shownUntil(entries, [])[0]?.fileName).toBe("j1.docx");
  });

  it("is told by days", () => {
    const later = { ...job("j3", 1), createdAt: "2026-01-03T12:00:00Z" } as Job;
    const days = byDay(shownUntil(entriesOf([job("j1", 12), job("j2", 11), later], [], []), []));
    expect(days.map(([, entries]) => ids(entries))).toEqual([["j3"], ["j1", "j2"]]);
  });
});
