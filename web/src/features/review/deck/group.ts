import type { Change, DeckGroup, DeckPlan } from "@/lib/api/types";
import type { DeckState } from "./deckState";

/** The open cards of a pattern, in the order of the text. */
export interface Group {
  pattern: string;
  category: string;
  changes: Change[];
  suggestion: DeckGroup["suggestion"];
}

/** The cards like the one in front, itself among them; null where it is alone. What is suggested for them is the plan's. */
export function groupOf(
  current: Change | null,
  changes: readonly Change[],
  standings: DeckState["standings"],
  plan: DeckPlan | undefined,
): Group | null {
  if (!current || current.pattern === "") return null;
  const { pattern, category } = current;
  const alike = (other: { pattern: string; category: string }) =>
    other.pattern === pattern && other.category === category;
  const isOpen = ({ id, state }: Change) => (standings.get(id)?.state ?? state) === "pending";
  const open = changes.filter((change) => alike(change) && isOpen(change));
  if (open.length < 2 || !open.includes(current)) return null;
  return { pattern, category, changes: open, suggestion: plan?.groups.find(alike)?.suggestion ?? null };
}
