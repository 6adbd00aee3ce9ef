import { families } from "@/features/review/queue/standing";
import { ApiError } from "@/lib/api/errors";
import type { Change, DecideResponse, Decision } from "@/lib/api/types";

type Told = Pick<Change, "id" | "state" | "decision" | "settledBy">;
interface Recorded extends Decision {
  id: string;
  decidedAt: string;
  seq: number;
}

const isAccept = (decision: Recorded | undefined) =>
  decision?.action === "accept" || decision?.action === "edit";

/**
 * A job's decisions by the server's rules (services/JobManagement/Decisions): an id counts once, nothing was decided later
 * than it arrived, decisions are a pile by time and arrival, the latest acceptance settles what it excludes, and who
 * follows is told how the decided ones stand and all that hang together with them.
 */
export class DecisionServer {
  readonly log: Recorded[] = [];
  readonly events: string[][] = [];
  /** Its own clock. */
  now = Date.UTC(2026, 0, 1);

  constructor(private readonly proposed: readonly Change[]) {}

  decide(batch: readonly Decision[]): DecideResponse {
    for (const { changeId, action, replacement } of batch) {
      if (!this.proposed.some(({ id }) => id === changeId))
        throw new ApiError(404, "NOT_FOUND", "No such change.", { resource: "change" });
      if (action === "edit" && replacement?.includes("\u0007"))
        throw new ApiError(400, "VALIDATION_ERROR", "A replacement may not hold control characters.");
    }
    let applied = 0;
    const decided = new Set<string>();
    for (const decision of batch) {
      if (this.log.some(({ id }) => id === decision.id)) continue;
      const at = Math.min(Date.parse(decision.decidedAt ?? ""), this.now);
      this.log.push({
        ...decision,
        id: decision.id ?? "",
        decidedAt: new Date(at).toISOString(),
        seq: this.log.length,
      });
      decided.add(decision.changeId);
      applied += 1;
    }
    if (applied > 0) this.events.push([...families(this.proposed, decided)]);
    return { applied, ignored: batch.length - applied, counts: this.counts() };
  }

  /** What an event says when it is written, which is how the changes stand by then. */
  tell(event: readonly string[]): Told[] {
    return this.changes().filter(({ id }) => event.includes(id));
  }

  changes(): Change[] {
    const standing = new Map(this.proposed.map(({ id }) => [id, this.#standing(id)]));
    const accepted = [...standing]
      .filter(([, decision]) => isAccept(decision))
      .sort(([, a], [, b]) => later(b, a));
    const settled = new Map<string, string>();
    for (const [id] of accepted) {
      if (settled.has(id)) continue;
      for (const { changeId } of this.#change(id).conflicts)
        if (!settled.has(changeId)) settled.set(changeId, id);
    }
    return this.proposed.map((change) => {
      const decision = standing.get(change.id);
      const winner = settled.get(change.id);
      const isSettled = winner !== undefined && decision?.action !== "reject";
      return {
        ...change,
        state: isSettled ? "rejected" : stateOf(decision),
        decision: decision
          ? {
              action: decision.action,
              replacement: decision.replacement ?? null,
              decidedAt: decision.decidedAt,
              by: "person",
            }
          : null,
        settledBy: isSettled ? { changeId: winner, reason: "Only one of them can be accepted." } : null,
      };
    });
  }

  counts(): DecideResponse["counts"] {
    const counts = { total: this.proposed.length, pending: 0, accepted: 0, rejected: 0, skipped: 0 };
    for (const { state } of this.changes()) counts[state] += 1;
    return counts;
  }

  #change(id: string): Change {
    return this.proposed.find((change) => change.id === id) as Change;
  }

  #standing(changeId: string): Recorded | undefined {
    const pile: Recorded[] = [];
    for (const decision of this.log.filter((one) => one.changeId === changeId).sort(later)) {
      if (decision.action === "undo") pile.pop();
      else pile.push(decision);
    }
    return pile.at(-1);
  }
}

function later(a: Recorded | undefined, b: Recorded | undefined): number {
  return Date.parse(a?.decidedAt ?? "") - Date.parse(b?.decidedAt ?? "") || (a?.seq ?? 0) - (b?.seq ?? 0);
}

function stateOf(decision: Recorded | undefined): Change["state"] {
  if (!decision) return "pending";
  return isAccept(decision) ? "accepted" : decision.action === "reject" ? "rejected" : "skipped";
}
