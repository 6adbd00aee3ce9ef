import type { Change } from "@/lib/api/types";

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
    ...facts,
  };
}
