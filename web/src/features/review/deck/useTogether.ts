import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { isTransient } from "@/lib/api/errors";
import { messageOf } from "@/lib/api/messages";
import { jobKeys } from "@/lib/api/queryClient";
import type { Change } from "@/lib/api/types";
import { decideTogether, undoTogether } from "../api/bulk";
import { applyDecisions } from "../api/changes";
import type { Told } from "../api/listing";
import type { DecisionQueue } from "../queue/decisionQueue";
import type { Intent } from "../queue/intent";
import { standingsOf } from "../queue/standing";

type Intents = ReadonlyMap<string, Intent>;
const none: Intents = new Map();

/**
 * Decides many changes as one. What is on its way shows at once, as if it had been decided; where the server can't be
 * asked, each goes through the queue, which keeps it until it can.
 */
export function useTogether(jobId: string, queue: DecisionQueue) {
  const client = useQueryClient();
  const [onTheWay, setOnTheWay] = useState(none);
  const [problem, setProblem] = useState<string | null>(null);
  const now = useRef(none);

  const show = (intents: Intents) => {
    now.current = intents;
    setOnTheWay(intents);
  };
  const drop = (intents: Intents) =>
    show(new Map([...now.current].filter(([id, intent]) => intents.get(id) !== intent)));
  const eachByItself = (intents: Intents) => {
    for (const { changeId, action } of intents.values()) queue.decide(changeId, action);
  };

  /** Asks the server for all of them; the batch that it made, or null when each went through the queue. */
  const carry = async (intents: Intents, ask: () => Promise<string>): Promise<string | null> => {
    setProblem(null);
    show(new Map([...now.current, ...intents]));
    try {
      const batchId = await ask();
      tell(client, jobId, queue, intents);
      return batchId;
    } catch (error) {
      if (isTransient(error)) eachByItself(intents);
      else setProblem(messageOf(error));
      return null;
    } finally {
      drop(intents);
    }
  };

  return {
    onTheWay,
    /** As they will be a moment from now, whatever was drawn. */
    latest: () => merged(queue.snapshot().intents, now.current),
    problem,
    /** Undefined when each went through the queue. */
    decide: (changes: readonly Change[], action: "accept" | "reject"): Promise<string | null> | undefined => {
      const chosen = action === "accept" ? surest(changes) : changes;
      const intents = intentsFor(
        chosen.map(({ id }) => id),
        action,
      );
      // What waits must arrive first; without network it would wait for nothing.
      if (queue.snapshot().unsent > 0 || !navigator.onLine) return void eachByItself(intents);
      return carry(intents, () => decideTogether(jobId, [...intents.keys()], action));
    },
    undo: async (ids: readonly string[], batch: Promise<string | null> | undefined): Promise<void> => {
      const intents = intentsFor(ids, "undo");
      if (!batch) return eachByItself(intents);
      show(new Map([...now.current, ...intents]));
      const batchId = await batch;
      if (batchId !== null) {
        await carry(intents, () => undoTogether(jobId, batchId).then(() => batchId));
        return;
      }
      drop(intents);
      eachByItself(intents);
    },
  };
}

export function merged(intents: Intents, onTheWay: Intents): Intents {
  return onTheWay.size === 0 ? intents : new Map([...intents, ...onTheWay]);
}

function intentsFor(ids: readonly string[], action: Intent["action"]): Intents {
  const decidedAt = new Date().toISOString();
  return new Map(ids.map((changeId) => [changeId, { id: changeId, changeId, action, decidedAt }]));
}

/** Of those that exclude each other the surest, as on the server. */
export function surest(changes: readonly Change[]): Change[] {
  const excluded = new Set<string>();
  const picked = new Set<Change>();
  for (const change of changes.toSorted((a, b) => b.confidence - a.confidence)) {
    if (excluded.has(change.id)) continue;
    picked.add(change);
    for (const { changeId } of change.conflicts) excluded.add(changeId);
  }
  return changes.filter((change) => picked.has(change));
}

/** The server has done it; its own word follows by the event stream, and until then this is how the changes stand. */
function tell(client: QueryClient, jobId: string, queue: DecisionQueue, intents: Intents): void {
  const known = client.getQueryData<Change[]>(jobKeys.changes(jobId)) ?? [];
  const standings = standingsOf(known, merged(queue.snapshot().intents, intents));
  const told = known.flatMap((change): Told[] => {
    const standing = standings.get(change.id);
    const intent = intents.get(change.id);
    if (!standing || (!intent && standing.state === change.state)) return [];
    return [{ id: change.id, ...standing, decision: intent ? decisionOf(intent) : change.decision }];
  });
  queue.confirm(told, applyDecisions(client, jobId, told));
}

function decisionOf({ action, decidedAt }: Intent): Change["decision"] {
  return action === "undo" ? null : { action, replacement: null, decidedAt, by: "bulk" };
}
