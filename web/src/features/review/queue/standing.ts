import type { Change, ChangeState, DecisionAction } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import { language } from "@/lib/i18n/language";
import type { Intent } from "./intent";

/** Until the server says it in its own words. */
const texts = catalogue({
  en: {
    removed: (original: string) => `You accepted to remove “${original}” instead.`,
    replaced: (text: string) => `You accepted “${text}” instead.`,
    another: "You accepted another change instead.",
  },
  de: {
    removed: (original) => `Stattdessen wurde angenommen, „${original}“ zu streichen.`,
    replaced: (text) => `Stattdessen wurde „${text}“ angenommen.`,
    another: "Stattdessen wurde eine andere Änderung angenommen.",
  },
});

export interface Standing {
  readonly state: ChangeState;
  /** The accepted change that this one can't stand beside, and why that decided it. */
  readonly settledBy: Change["settledBy"];
}

type Intents = ReadonlyMap<string, Intent>;

const stateAfter: Record<DecisionAction, ChangeState> = {
  accept: "accepted",
  edit: "accepted",
  reject: "rejected",
  skip: "skipped",
  undo: "pending",
};

/**
 * How every change stands. What this device decided counts before what the server last said, which hears of it a
 * moment later; and as there, an accepted change settles those that it is in conflict with, the latest accept first.
 * Where this device decided nothing the server's word is repeated.
 */
export function standingsOf(changes: readonly Change[], intents: Intents): ReadonlyMap<string, Standing> {
  const touched = families(changes, intents.keys());
  const losers = losersAmong(
    changes.filter(({ id }) => touched.has(id)),
    intents,
  );
  return new Map(changes.map((change) => [change.id, standingOf(change, intents, touched, losers)]));
}

/**
 * What the server told, written into what is known of the changes. It tells of those that were decided and of all that
 * hang together with them; this device's own are known without the others, which then follow from the decisions. What is
 * as it was stays the same object: a deck has thousands, and a swipe changes one.
 */
export function withTold<T extends Pick<Change, "id">>(
  changes: readonly Change[],
  told: ReadonlyMap<string, T>,
): Change[] {
  const decided = changes.map((change) => updated(change, told.get(change.id)));
  const touched = families(decided, told.keys());
  const losers = losersAmong(
    decided.filter(({ id }) => touched.has(id)),
    nobodys,
  );
  return decided.map((change) =>
    !touched.has(change.id) || told.has(change.id)
      ? change
      : updated(change, standingOf(change, nobodys, touched, losers)),
  );
}

/** The change itself where the news is none. */
export function updated(change: Change, news: Partial<Change> = {}): Change {
  const isNew = Object.entries(news).some(([key, value]) => !isSame(change[key as keyof Change], value));
  return isNew ? { ...change, ...news } : change;
}

/** Of values as they are in JSON, flat objects at most: how one stands, and how it was decided. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b || !a || !b || typeof a !== "object" || typeof b !== "object") return a === b;
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...Object.keys(a), ...Object.keys(b)].every((key) => one[key] === other[key]);
}

const nobodys: Intents = new Map();

function standingOf(
  change: Change,
  intents: Intents,
  touched: ReadonlySet<string>,
  losers: ReadonlyMap<string, Change>,
): Standing {
  if (!touched.has(change.id)) return change;
  const action = ownDecision(change, intents)?.action ?? "undo";
  const winner = losers.get(change.id);
  if (!winner || action === "reject") return { state: stateAfter[action], settledBy: null };
  const told = change.settledBy?.changeId === winner.id ? change.settledBy : null;
  return { state: "rejected", settledBy: told ?? { changeId: winner.id, reason: reasonOf(winner, intents) } };
}

/** Who loses to whom: the latest accept wins, and what lost to a later one settles nothing. */
function losersAmong(changes: readonly Change[], intents: Intents): ReadonlyMap<string, Change> {
  const settling = new Set(changes.map(({ settledBy }) => settledBy?.changeId));
  const accepted = changes
    .map((change) => ({ change, decision: ownDecision(change, intents) }))
    .filter(({ decision }) => decision && stateAfter[decision.action] === "accepted")
    .sort((a, b) => timeOf(b) - timeOf(a) || hasWon(b, settling) - hasWon(a, settling));
  const losers = new Map<string, Change>();
  for (const { change } of accepted) {
    if (losers.has(change.id)) continue;
    for (const { changeId } of change.conflicts) if (!losers.has(changeId)) losers.set(changeId, change);
  }
  return losers;
}

interface Accepted {
  change: Change;
  decision: Pick<Intent, "decidedAt"> | null;
}

const timeOf = ({ decision }: Accepted) => Date.parse(decision?.decidedAt ?? "");
/** Of equal times the server counts the one that arrived last, which only it knows: by what it told, the higher has won. */
const hasWon = ({ change }: Accepted, settling: ReadonlySet<string | undefined>) =>
  Number(change.state === "accepted") + Number(settling.has(change.id));

/** The given changes and all that hang together with them by conflicts. */
export function families(changes: readonly Change[], ids: Iterable<string>): ReadonlySet<string> {
  const contested = new Map(
    changes.filter((change) => change.conflicts.length > 0).map((change) => [change.id, change.conflicts]),
  );
  const found = new Set(ids);
  // A set goes on to what is added while it is walked.
  for (const id of found) for (const { changeId } of contested.get(id) ?? []) found.add(changeId);
  return found;
}

function ownDecision(change: Change, intents: Intents): Pick<Intent, "action" | "decidedAt"> | null {
  return intents.get(change.id) ?? change.decision;
}

/** The text that stands in for the original if the change is accepted: the proposal, or the person's own words. */
export function replacementOf(change: Change, intents: Intents): string {
  const intent = intents.get(change.id);
  if (intent) return intent.replacement ?? change.replacement;
  return change.decision?.replacement ?? change.replacement;
}

function reasonOf(winner: Change, intents: Intents): string {
  return insteadOf(winner.original, replacementOf(winner, intents));
}

function insteadOf(original: string, replacement: string): string {
  const text = replacement.trim();
  return text === "" ? texts.removed(original.trim()) : texts.replaced(text);
}

/** The server's reason names the accepted text, in English: the proposed one, or a person's own words. */
export function settledBecause({ settledBy, conflicts }: Pick<Change, "settledBy" | "conflicts">): string {
  if (!settledBy || language() === "en") return settledBy?.reason ?? "";
  const winner = conflicts.find(({ changeId }) => changeId === settledBy.changeId);
  const isAsProposed =
    winner && settledBy.reason.includes(winner.replacement.trim() || winner.original.trim());
  return isAsProposed ? insteadOf(winner.original, winner.replacement) : texts.another;
}
