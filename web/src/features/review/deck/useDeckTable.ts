import { useMemo, useState } from "react";
import type { Change } from "@/lib/api/types";
import { useSettings } from "@/lib/settings";
import { usePlan } from "../api/deckPlan";
import { useDecisionQueue } from "../queue/useDecisionQueue";
import { useFlags } from "./flags";
import { ranksOf } from "./order";
import { merged, useTogether } from "./useTogether";

/** By so much may the autopilot be wrong, until a person says otherwise. */
const usualTolerance = 0.02;

/** What lies on the table: a job's changes, what was decided and put off, and what the server makes of them. */
export function useDeckTable(jobId: string, changes: readonly Change[]) {
  const { queue, intents: own, unsent, problem, refusal } = useDecisionQueue(jobId);
  const together = useTogether(jobId, queue);
  const intents = useMemo(() => merged(own, together.onTheWay), [own, together.onTheWay]);
  const { flags, store } = useFlags(jobId);
  const [tolerance, setTolerance] = useState(usualTolerance);
  const plan = usePlan(jobId, {
    tolerance,
    isConfirmed: unsent === 0 && together.onTheWay.size === 0,
    changes,
  });
  const { order } = useSettings();
  const ranks = useMemo(() => (order === "smart" && plan ? ranksOf(plan.order) : null), [order, plan]);
  return {
    changes,
    intents,
    flags,
    ranks,
    plan,
    unsent,
    problem,
    refusal: refusal ?? together.problem,
    tolerance,
    setTolerance,
    queue,
    together,
    flagStore: store,
  };
}

export type DeckTable = ReturnType<typeof useDeckTable>;
