import type { Change } from "@/lib/api/types";
import type { Mark } from "../card/StandingMark";
import { becauseOf } from "../card/words";
import { settledBecause } from "../queue/standing";
import type { DeckModel } from "./useDeck";

/** How a card stands and who decided it; null for one that is simply undecided. */
export function markOf(
  change: Change,
  { standings, flags, intents }: Pick<DeckModel, "standings" | "flags" | "intents">,
): Mark | null {
  const { state, settledBy } = standings.get(change.id) ?? change;
  if (state === "pending") return flags.has(change.id) ? { state: "flagged" } : null;
  if (settledBy)
    return { state, because: settledBy === change.settledBy ? settledBecause(change) : settledBy.reason };
  if (intents.has(change.id)) return { state };
  return { state, by: change.decision?.by, because: becauseOf(change.decision) };
}
