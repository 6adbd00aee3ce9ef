import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/lib/api/errors";
import type { Change, DecideResponse, Decision } from "@/lib/api/types";
import { aChange, rivals } from "@/testing/changes";
import { stubLocks } from "@/testing/locks";
import { MemoryShelf } from "@/testing/memoryShelf";
import { DecisionQueue } from "./decisionQueue";
import { maxBatch } from "./deliver";
import { Journal } from "./journal";

const counts = { total: 0, pending: 0, accepted: 0, rejected: 0, skipped: 0 };

/** The server's rules: an id counts once; a change's decisions are a pile by time, and undo takes the topmost off. */
class Server {
  readonly batches: Decision[][] = [];
  readonly log: Decision[] = [];
  /** What happens to the next requests: refused before or lost after they were taken. */
  fate: (batch: Decision[]) => "take" | "lose" | Error = () => "take";

  send = async (batch: Decision[]): Promise<DecideResponse> => {
    this.batches.push(batch);
    await Promise.resolve();
    const fate = this.fate(batch);
    if (fate instanceof Error) throw fate;
    const fresh = batch.filter(({ id }) => !this.log.some((known) => known.id === id));
    this.log.push(...fresh);
    if (fate === "lose") throw new TypeError("the answer was lost");
    return { applied: fresh.length, ignored: batch.length - fresh.length, counts };
  };

  standing(changeId: string): string | undefined {
    const pile: string[] = [];
    const own = this.log.filter((decision) => decision.changeId === changeId);
    for (const { action } of own.toSorted(
      (a, b) => Date.parse(a.decidedAt ?? "") - Date.parse(b.decidedAt ?? ""),
    )) {
      if (action === "undo") pile.pop();
      else pile.push(action);
    }
    return pile.at(-1);
  }
}

let server: Server;
let shelf: MemoryShelf;
const open = (options: Partial<ConstructorParameters<typeof DecisionQueue>[0]> = {}) =>
  new DecisionQueue({
    jobId: "job-1",
    user: "ann",
    journal: new Journal(shelf),
    send: (batch) => server.send(batch),
    ...options,
  });
const kept = () => shelf.kept.size + localStorage.length;
const settle = () => vi.advanceTimersByTimeAsync(120_000);

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  shelf = new MemoryShelf();
  stubLocks();
});
afterEach(() => vi.useRealTimers());

describe("The decision queue", () => {
  it("gathers fast swipes into one request, in their order, with ids and times", async () => {
    const queue = open();
    for (const id of ["a", "b", "c"]) queue.decide(id, "accept");
    expect(server.batches).toHaveLength(0);
    await settle();
    expect(server.batches).toHaveLength(1);
    const [batch] = server.batches;
    expect(batch?.map(({ changeId }) => changeId)).toEqual(["a", "b", "c"]);
    expect(batch?.map(({ id }) => id)).toEqual(batch?.map(({ id }) => id).toSorted());
    expect(new Set(batch?.map(({ decidedAt }) => decidedAt)).size).toBe(3);
    expect(queue.snapshot().unsent).toBe(0);
  });

  it("lets the latest intent win, and undo go back to the one before, whether or not that was sent", async () => {
    const queue = open();
    const shown = () => queue.snapshot().intents.get("a");
    queue.decide("a", "skip");
    queue.decide("a", "edit", "mine");
    expect(shown()).toMatchObject({ action: "edit", replacement: "mine" });
    queue.decide("a", "undo");
    expect(shown()?.action).toBe("skip");
    await settle();
    expect(server.log.map(({ action }) => action)).toEqual(["skip"]);
    queue.decide("a", "reject");
    await settle();
    queue.decide("a", "undo");
    expect(shown()?.action).toBe("skip");
    await settle();
    expect(server.standing("a")).toBe("skip");
  });

  it("sends nothing for a decision that was undone before it left", async () => {
    const queue = open();
    queue.decide("a", "accept");
    queue.decide("a", "undo");
    expect(queue.snapshot().intents.get("a")?.action).toBe("undo");
    await settle();
    expect(server.batches).toEqual([]);
    expect(queue.snapshot()).toMatchObject({ unsent: 0, intents: new Map() });
    expect(kept()).toBe(0);
  });

  it("follows a decision that is on its way with its undo, and what stands below is what stood before", async () => {
    const queue = open();
    queue.decide("a", "accept");
    await settle();
    queue.decide("a", "undo");
    queue.decide("a", "reject");
    queue.decide("a", "undo");
    await settle();
    expect(server.log.map(({ action }) => action)).toEqual(["accept", "undo"]);
    expect(server.standing("a")).toBeUndefined();
  });

  it("sends no more than the API takes at once", async () => {
    const queue = open();
    for (let index = 0; index < maxBatch + 20; index++) queue.decide(`c${index}`, "reject");
    await settle();
    expect(server.batches.map((batch) => batch.length)).toEqual([maxBatch, 20]);
  });

  it("tries again after a fault, later each time, and sends the same ids", async () => {
    let faults = 4;
    server.fate = () => (faults-- > 0 ? new ApiError(503, "UNAVAILABLE", "Busy.") : "take");
    const queue = open();
    queue.decide("a", "accept");
    await vi.advanceTimersByTimeAsync(400);
    expect(queue.snapshot()).toMatchObject({
      unsent: 1,
      problem: expect.stringContaining("Nothing is lost"),
    });
    await settle();
    expect(server.batches).toHaveLength(5);
    expect(new Set(server.batches.flat().map(({ id }) => id)).size).toBe(1);
    expect(queue.snapshot()).toMatchObject({ unsent: 0, problem: null });
  });

  it("counts once what arrived although its answer was lost, and can still undo it", async () => {
    server.fate = () => "lose";
    const queue = open();
    queue.decide("a", "accept");
    await vi.advanceTimersByTimeAsync(400);
    queue.decide("a", "undo");
    server.fate = () => "take";
    await settle();
    expect(server.log.map(({ action }) => action)).toEqual(["accept", "undo"]);
    expect(server.standing("a")).toBeUndefined();
  });

  it("goes on after a reload with what was not confirmed", async () => {
    server.fate = () => new TypeError("offline");
    const before = open();
    before.decide("a", "accept");
    before.decide("b", "reject");
    await vi.advanceTimersByTimeAsync(400);
    before.close();

    server.fate = () => "take";
    const after = open();
    expect(after.snapshot().isReady).toBe(false);
    await vi.advanceTimersByTimeAsync(5);
    expect(after.snapshot().isReady).toBe(true);
    expect([...after.snapshot().intents.values()].map(({ action }) => action)).toEqual(["accept", "reject"]);
    await settle();
    expect([server.standing("a"), server.standing("b")]).toEqual(["accept", "reject"]);
    expect(kept()).toBe(0);
  });

  it("does not let one bad decision hold up the others", async () => {
    server.fate = (batch) =>
      batch.some(({ changeId }) => changeId === "bad")
        ? new ApiError(400, "VALIDATION_ERROR", "No such thing.")
        : "take";
    const onRefused = vi.fn();
    const queue = open({ onRefused });
    for (const id of ["a", "b", "bad", "c", "d"]) queue.decide(id, "accept");
    await settle();
    expect(server.log.map(({ changeId }) => changeId)).toEqual(["a", "b", "c", "d"]);
    expect(onRefused).toHaveBeenCalledOnce();
    expect(queue.snapshot()).toMatchObject({ unsent: 0, refusal: "No such thing." });
    expect(queue.snapshot().intents.has("bad")).toBe(false);
  });

  it("asks once, and not once a decision, when the job takes none any more", async () => {
    server.fate = () => new ApiError(409, "CONFLICT", "Its decisions are final.");
    const queue = open();
    for (const id of ["a", "b", "c"]) queue.decide(id, "accept");
    await settle();
    expect(server.batches).toHaveLength(1);
    expect(queue.snapshot().intents.size).toBe(0);
  });

  it("keeps everything while the session is being renewed", async () => {
    server.fate = () => new ApiError(401, "UNAUTHENTICATED", "Log in first.");
    const queue = open();
    queue.decide("a", "accept");
    await vi.advanceTimersByTimeAsync(400);
    expect(queue.snapshot().unsent).toBe(1);
    expect(kept()).toBe(1);
  });

  it("gives way to another device where nothing of ours is on its way, and keeps what the server agrees with", async () => {
    const queue = open();
    queue.decide("a", "edit", "mine");
    const { decidedAt } = queue.snapshot().intents.get("a") ?? {};
    const told = (replacement: string, at = decidedAt) => [
      {
        id: "a",
        state: "accepted" as const,
        decision: { action: "edit" as const, replacement, decidedAt: at ?? "" },
      },
    ];
    const isOurs = () => queue.snapshot().intents.has("a");
    queue.confirm(told("theirs"));
    expect(isOurs()).toBe(true);
    await settle();
    queue.confirm(told("mine"));
    expect(isOurs()).toBe(true);
    queue.confirm(told("theirs"));
    expect(isOurs()).toBe(false);
  });

  it("takes the time at which the server counts a decision, of a clock that is ahead", async () => {
    const queue = open();
    queue.decide("a", "reject");
    await settle();
    const decision = { action: "reject" as const, replacement: null, decidedAt: new Date(0).toISOString() };
    queue.confirm([{ id: "a", state: "rejected", decision }]);
    expect(queue.snapshot().intents.has("a")).toBe(false);
  });

  it("lets the server's word count where it settles cards otherwise than this device did", async () => {
    const [a, b] = rivals("overlap", aChange("a"), aChange("b")) as [Change, Change];
    const queue = open();
    queue.decide("a", "accept");
    const { decidedAt = "" } = queue.snapshot().intents.get("a") ?? {};
    const decision = { action: "accept", replacement: null, decidedAt } as const;
    const told = [
      { ...a, state: "accepted" as const, decision },
      { ...b, state: "rejected" as const },
    ];
    queue.confirm([{ ...b, state: "pending" }], [a, b]);
    expect(queue.snapshot().intents.has("a")).toBe(true);
    await settle();
    queue.confirm(told, told);
    expect(queue.snapshot().intents.has("a")).toBe(true);
    queue.confirm([{ ...b, state: "pending" }], [a, b]);
    expect(queue.snapshot().intents.size).toBe(0);
  });

  it("keeps decision and undo apart in time when the clock is set back", async () => {
    const queue = open();
    queue.decide("a", "accept");
    await settle();
    vi.setSystemTime(Date.now() - 3_600_000);
    queue.decide("a", "undo");
    await settle();
    expect(server.standing("a")).toBeUndefined();
  });

  it("puts an undo above what it takes back when the clock was set back and the page loaded anew", async () => {
    let queue = open();
    queue.decide("a", "accept");
    const known = queue.snapshot().intents.get("a")?.decidedAt ?? "";
    await settle();
    queue.close();
    vi.setSystemTime(Date.now() - 3_600_000);
    const decision = { action: "accept", replacement: null, decidedAt: known } as Change["decision"];
    queue = open({ changes: () => [aChange("a", { decision })] });
    queue.decide("a", "undo");
    await settle();
    expect(server.standing("a")).toBeUndefined();
  });

  it("does not send the undo of a decision that was refused, which would take back what lies below", async () => {
    const queue = open();
    queue.decide("a", "accept");
    await settle();
    server.fate = () => new TypeError("offline");
    queue.decide("a", "edit", "\u0007");
    await vi.advanceTimersByTimeAsync(400);
    queue.decide("a", "undo");
    server.fate = (batch) =>
      batch.some(({ action }) => action === "edit") ? new ApiError(400, "VALIDATION_ERROR", "No.") : "take";
    await settle();
    expect(server.standing("a")).toBe("accept");
    expect(kept()).toBe(0);
  });

  it("goes on from memory and from what was written ahead where the shelf refuses everything", async () => {
    shelf.isRefusing = true;
    server.fate = () => new TypeError("offline");
    const before = open();
    before.decide("a", "accept");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(before.isSafe).toBe(true);
    before.close();
    server.fate = () => "take";
    open();
    await settle();
    expect(server.log).toHaveLength(1);
    expect(localStorage).toHaveLength(0);
  });

  it("says when nothing but the page keeps a decision, and sends it all the same", async () => {
    shelf.isRefusing = true;
    server.fate = () => new TypeError("offline");
    const forbidden = () => {
      throw new DOMException("forbidden", "SecurityError");
    };
    const queue = open({ journal: new Journal(shelf, forbidden) });
    queue.decide("a", "accept");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(queue.isSafe).toBe(false);
    server.fate = () => "take";
    await settle();
    expect([server.standing("a"), queue.isSafe]).toEqual(["accept", true]);
  });

  it("sends what an older version of the app has kept, which did not say whose it was", async () => {
    const old = { id: "0199", changeId: "a", action: "accept", decidedAt: new Date().toISOString() };
    localStorage.setItem("swipereview.decision.job-1.0199", JSON.stringify(old));
    open();
    await settle();
    expect(server.log).toMatchObject([{ id: "0199", changeId: "a" }]);
    expect(kept()).toBe(0);
  });

  it("leaves another person's decisions alone", async () => {
    server.fate = () => new TypeError("offline");
    const anns = open();
    anns.decide("a", "accept");
    await vi.advanceTimersByTimeAsync(400);
    anns.close();
    server.fate = () => "take";
    const bobs = open({ user: "bob" });
    await settle();
    expect([server.log.length, bobs.snapshot().intents.size, kept()]).toEqual([0, 0, 1]);
    open();
    await settle();
    expect(server.standing("a")).toBe("accept");
  });
});
