import type { Change, Conflict } from "@/lib/api/types";

export function aChange(id: string, facts: Partial<Change> = {}): Change {
  return {
    id,
    jobId: "job-1",
    blockId: "p1",
    start: 4,
    end: 8,
    original: "alot",
    replacement: "a lot",
    before: "Not ",
    after: " of it.",
    category: "spelling",
    pattern: "spelling:alot>a lot",
    confidence: 0.9,
    reason: "Two words.",
    provider: "local",
    model: null,
    leftMachine: false,
    state: "pending",
    decision: null,
    conflicts: [],
    settledBy: null,
    hidden: false,
    promptVersion: null,
    latencyMs: null,
    cost: null,
    cacheHit: null,
    ...facts,
  };
}

/** Changes that exclude each other, each with the others on it. */
export function rivals(kind: Conflict["kind"], ...changes: Change[]): Change[] {
  return changes.map((change) => ({
    ...change,
    conflicts: changes
      .filter((other) => other !== change)
      .map(({ id, original, replacement }) => ({ changeId: id, kind, original, replacement })),
  }));
}
