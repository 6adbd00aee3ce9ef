import type { Entry, Intent } from "./intent";

/**
 * What one change's decisions, in their order, come to as far as this device knows them: the topmost of the pile, as on
 * the server. When undo has taken off more than is known here, the undo itself: what lay below, the server will tell.
 */
export function topOf<T extends Intent>(decisions: readonly T[]): T | undefined {
  const pile: T[] = [];
  let undone: T | undefined;
  for (const decision of decisions) {
    if (decision.action !== "undo") pile.push(decision);
    else if (pile.pop() === undefined || pile.length === 0) undone = decision;
  }
  return pile.at(-1) ?? undone;
}

/** Decisions that were taken back before anybody else can have heard of them: neither they nor their undo need to leave. */
export function cancelledAmong(entries: readonly Entry[]): Entry[] {
  const cancelled: Entry[] = [];
  const piles = new Map<string, Entry[]>();
  for (const entry of entries) {
    const pile = piles.get(entry.changeId) ?? [];
    piles.set(entry.changeId, pile);
    const below = pile.at(-1);
    const cancels = entry.action === "undo" && below !== undefined && below.action !== "undo";
    if (cancels && !entry.attempted && !below.attempted) cancelled.push(pile.pop() as Entry, entry);
    else pile.push(entry);
  }
  return cancelled;
}

/** The undo that takes a decision back, among the entries of its job. */
export function undoOf(decision: Entry, entries: readonly Entry[]): Entry | undefined {
  const pile: Entry[] = [];
  for (const entry of entries) {
    if (entry.changeId !== decision.changeId) continue;
    if (entry.action !== "undo") pile.push(entry);
    else if (pile.pop()?.id === decision.id) return entry;
  }
  return undefined;
}
