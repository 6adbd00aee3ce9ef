import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { database } from "@/lib/offline/database";
import type { Entry } from "./intent";
import { indexedDbShelf as shelf } from "./shelf";

const entry = (id: string, jobId: string, second: number): Entry => ({
  id,
  jobId,
  user: "ann",
  changeId: "a",
  action: "accept",
  decidedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
  attempted: false,
});
const ids = async (jobId?: string) => (await shelf.read(jobId)).map(({ id }) => id);

beforeEach(async () => (await database()).clear("decisions"));

describe("The shelf", () => {
  it("gives back by job what it was given, in the order of decision and not of ids", async () => {
    await shelf.put([entry("1", "j1", 3), entry("2", "j1", 1), entry("3", "j2", 2)]);
    expect(await ids("j1")).toEqual(["2", "1"]);
    expect(await ids()).toEqual(["2", "3", "1"]);
  });

  it("keeps the last of what was said about a decision, and lets go what is removed", async () => {
    await shelf.put([entry("1", "j1", 1), entry("2", "j1", 2)]);
    await shelf.put([{ ...entry("1", "j1", 1), attempted: true }]);
    await shelf.remove(["2", "unknown"]);
    expect(await shelf.read("j1")).toEqual([{ ...entry("1", "j1", 1), attempted: true }]);
  });
});
