import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Change } from "@/lib/api/types";
import { aChange, rivals } from "@/testing/changes";
import { DecisionServer } from "@/testing/decisionServer";
import { Device, type Fate } from "@/testing/device";

const runs = Number(process.env.CONVERGENCE_RUNS ?? 100);
const actions = ["accept", "reject", "skip", "edit", "undo"] as const;
type Action = (typeof actions)[number];

/** One alone, two that exclude each other, and three of which the middle one excludes the others. */
const deck = (): Change[] => {
  const [b, c] = rivals("overlap", aChange("b"), aChange("c")) as [Change, Change];
  const [d, e, f] = ["d", "e", "f"].map((id) => aChange(id)) as [Change, Change, Change];
  const conflict = ({ id }: Change) => ({
    changeId: id,
    kind: "overlap" as const,
    original: "",
    replacement: "",
  });
  return [
    aChange("a"),
    b,
    c,
    { ...d, conflicts: [conflict(e)] },
    { ...e, conflicts: [conflict(d), conflict(f)] },
    { ...f, conflicts: [conflict(e)] },
  ];
};
const ids = deck().map(({ id }) => id);

const where = { device: fc.nat(1), tab: fc.nat(1) };
const fate = fc.constantFrom<Fate>(
  "answered",
  "answered",
  "answer lost",
  "lost",
  "refused for now",
  "again later",
);
const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      ...where,
      type: fc.constant("decide" as const),
      change: fc.constantFrom(...ids),
      action: fc.constantFrom<Action>(...actions),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      ...where,
      type: fc.constant("wait" as const),
      time: fc.integer({ min: 1, max: 3_000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...where,
      type: fc.constant("stream" as const),
      most: fc.integer({ min: 0, max: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...where,
      type: fc.constantFrom(
        "network" as const,
        "open" as const,
        "crash" as const,
        "reconnect" as const,
        "late" as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...where,
      type: fc.constant("fates" as const),
      fates: fc.array(fate, { maxLength: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...where,
      type: fc.constant("clock" as const),
      skew: fc.integer({ min: -3_600_000, max: 3_600_000 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

class World {
  readonly server = new DecisionServer(deck());
  readonly devices = [new Device(this.server), new Device(this.server)] as const;
  readonly made = new Map<string, Action>();

  constructor(private readonly edits: { count: number } = { count: 0 }) {
    vi.setSystemTime(this.server.now);
    for (const device of this.devices) device.open(0);
  }

  async pass(time: number): Promise<void> {
    this.server.now += time;
    await vi.advanceTimersByTimeAsync(time);
  }

  async do(step: Step): Promise<void> {
    const device = this.devices[step.device] as Device;
    const tab = device.tabs[step.tab];
    if (step.type === "decide") this.#decide(step);
    if (step.type === "wait") await this.pass(step.time);
    if (step.type === "stream") tab?.stream();
    if (step.type === "stream") tab?.read(step.most);
    if (step.type === "network") device.isOffline = !device.isOffline;
    if (step.type === "open" && !tab) device.open(step.tab);
    if (step.type === "crash") device.crash(step.tab);
    if (step.type === "reconnect") tab?.reconnect();
    if (step.type === "late") device.deliverLate();
    if (step.type === "fates") device.fates = [...step.fates];
    if (step.type === "clock") device.skew = step.skew;
    await this.pass(1);
  }

  #decide({ device: index, tab: which, change, action }: Extract<Step, { type: "decide" }>): void {
    const tab = this.devices[index]?.tabs[which];
    if (!tab) return;
    const isDecided = tab.intents.get(change) ?? tab.changes.find(({ id }) => id === change)?.decision;
    // Nobody can take back what they don't see.
    if (action === "undo" && (!isDecided || tab.intents.get(change)?.action === "undo")) return;
    const before = new Set(this.devices[index]?.storage ? this.#journaled(index) : []);
    tab.decide(change, action, action === "edit" ? `text ${this.edits.count++}` : undefined);
    for (const id of this.#journaled(index)) if (!before.has(id)) this.made.set(id, action);
  }

  /** Ids that were written ahead: every decision is there before the next line runs. */
  #journaled(index: number): string[] {
    const { storage } = this.devices[index] as Device;
    return Array.from({ length: storage.length }, (_, at) => storage.key(at)?.split(".").at(-1) ?? "");
  }

  /** The network is well again, and somebody opens the app once more on each device. */
  async settle(): Promise<void> {
    for (const device of this.devices) {
      device.isOffline = false;
      device.fates = [];
      device.deliverLate();
      for (const index of [0, 1]) if (!device.tabs[index]) device.open(index);
    }
    for (let round = 0; round < 4; round++) {
      await this.pass(60_000);
      for (const tab of this.tabs()) {
        tab.reconnect();
        tab.stream();
        tab.read();
      }
    }
  }

  tabs() {
    return this.devices.flatMap(({ tabs }) => tabs.flatMap((tab) => tab ?? []));
  }

  truth(): Record<string, string> {
    return Object.fromEntries(
      this.server.changes().map(({ id, state, settledBy }) => [id, settledBy?.changeId ?? state]),
    );
  }
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const check = (property: (steps: Step[]) => Promise<void>, among = step, most = 45) =>
  fc.assert(fc.asyncProperty(fc.array(among, { minLength: 1, maxLength: most, size: "max" }), property), {
    numRuns: runs,
  });

describe("Two devices with two tabs each, over a network that loses, repeats and delays", {
  timeout: 120_000,
}, () => {
  it("all come to show what the server holds", () =>
    check(async (steps) => {
      const world = new World();
      for (const step of steps) await world.do(step);
      await world.settle();
      for (const tab of world.tabs()) expect(tab.shown()).toEqual(world.truth());
    }));

  it("lose no decision and double none: what is missing was taken back before it left", () =>
    check(async (steps) => {
      const world = new World();
      for (const step of steps) await world.do(step);
      await world.settle();
      const arrived = world.server.log.map(({ id }) => id);
      expect(new Set(arrived).size).toBe(arrived.length);
      expect(arrived.filter((id) => !world.made.has(id))).toEqual([]);
      const missing = [...world.made].filter(([id]) => !arrived.includes(id)).map(([, action]) => action);
      const undone = missing.filter((action) => action === "undo").length;
      expect(undone * 2).toBe(missing.length);
      for (const device of world.devices) expect(device.leftovers).toBe(0);
      for (const tab of world.tabs()) expect(tab.queue.snapshot().unsent).toBe(0);
    }));

  it("leave each card of one device as the person left it, whichever tab it was decided in", () =>
    check(async (steps) => {
      const world = new World();
      const piles = new Map<string, Action[]>();
      for (const step of steps.filter(({ device, type }) => device === 0 && type !== "clock")) {
        const known = world.made.size;
        await world.do(step);
        if (step.type !== "decide" || world.made.size === known) continue;
        const pile = piles.get(step.change) ?? [];
        piles.set(step.change, step.action === "undo" ? pile.slice(0, -1) : [...pile, step.action]);
      }
      await world.settle();
      for (const { id, decision } of world.server.changes())
        expect(decision?.action, id).toBe(piles.get(id)?.at(-1));
    }));
});
