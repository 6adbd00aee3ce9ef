import type { Change } from "@/lib/api/types";
import { byTime, type Entry, type Intent } from "./intent";
import { topOf } from "./pile";
import { families, standingsOf } from "./standing";

/** How a change stands, in the server's words. */
export type Told = Pick<Change, "id" | "state" | "decision">;

/**
 * What this device knows of a job's decisions: its own, those of its other tabs, and those of earlier pages; and what of
 * them counts, until the server's word does.
 *
 * For the server a change's decisions are a pile: each goes on top, an undo takes the topmost off. So is it here, and what
 * lies below is what the server tells. Nothing is rewritten.
 */
export class KnownDecisions {
  readonly #made = new Map<string, Entry[]>();
  readonly #intents = new Map<string, Intent>();
  readonly #unsent = new Map<string, Entry>();
  /** Decisions of earlier pages: what they were made on this page has not seen. */
  readonly #inherited = new Set<string>();
  #lastDecidedAt = 0;

  constructor(private readonly user: string | null) {}

  /** What counts for each change, in the order of decision. */
  get intents(): ReadonlyMap<string, Intent> {
    return this.#intents;
  }

  get unsent(): ReadonlyMap<string, Entry> {
    return this.#unsent;
  }

  /**
   * The time of a decision that is made now: later than whatever this device knows to have been decided before it. A clock
   * that is set back, or behind another device's, must not put an undo below what it takes back.
   */
  nextTime(now: number, told: Change["decision"] | undefined): string {
    const known = told ? Date.parse(told.decidedAt) + 1 : 0;
    this.#lastDecidedAt = Math.max(now, this.#lastDecidedAt + 1, known);
    return new Date(this.#lastDecidedAt).toISOString();
  }

  take(entry: Entry): void {
    const made = this.#made.get(entry.changeId) ?? [];
    if (made.some(({ id }) => id === entry.id) || (entry.user !== null && entry.user !== this.user)) return;
    this.#unsent.set(entry.id, entry);
    this.#lastDecidedAt = Math.max(this.#lastDecidedAt, Date.parse(entry.decidedAt));
    this.#made.set(entry.changeId, [...made, entry].sort(byTime));
    this.#show(entry.changeId);
  }

  /** Made by an earlier page, or in a tab that was not heard. */
  inherit(entry: Entry): void {
    if (!this.#unsent.has(entry.id)) this.#inherited.add(entry.id);
    this.take(entry);
  }

  /** What was never sent must not hide what the server says, nor what somebody else has sent. */
  drop(entries: readonly Entry[]): void {
    const ids = new Set(entries.map(({ id }) => id));
    for (const id of ids) this.#unsent.delete(id);
    for (const changeId of new Set(entries.map((entry) => entry.changeId))) {
      this.#made.set(
        changeId,
        (this.#made.get(changeId) ?? []).filter(({ id }) => !ids.has(id)),
      );
      this.#show(changeId);
    }
  }

  /** The server has these. */
  arrived(entries: readonly Entry[]): void {
    for (const { id } of entries) this.#unsent.delete(id);
  }

  /** What counts after these is not known here: what lies below an undo of an earlier page this one never saw. */
  isBlindTo(entries: readonly Entry[]): boolean {
    return entries.some(({ id, action }) => action === "undo" && this.#inherited.has(id));
  }

  /**
   * The server has told how these of the changes stand. Where nothing of ours is on its way and it says otherwise, its
   * word counts. Where it agrees ours stays: a list that was asked for earlier may still arrive and must not bring
   * decided cards back. Answers whether anything has changed by that.
   */
  confirm(told: readonly Told[], changes: readonly Change[]): boolean {
    const unsent = families(
      changes,
      [...this.#unsent.values()].map(({ changeId }) => changeId),
    );
    const standings = standingsOf(changes, this.#intents);
    const overruled = told.filter(({ id, state, decision }) => {
      if (unsent.has(id)) return false;
      const intent = this.#intents.get(id);
      return (intent && !says(decision, intent)) || (standings.get(id)?.state ?? state) !== state;
    });
    const known = this.#intents.size;
    for (const id of families(
      changes,
      overruled.map(({ id }) => id),
    )) {
      this.#made.delete(id);
      this.#intents.delete(id);
    }
    return this.#intents.size < known;
  }

  #show(changeId: string): void {
    // Delete first: a Map keeps the place of a key it knows, and the order is the order of decision.
    this.#intents.delete(changeId);
    const top = topOf(this.#made.get(changeId) ?? []);
    if (top) this.#intents.set(changeId, top);
  }
}

/** Whether it is this very decision that the server counts, and not only one that looks alike. */
function says(decision: Change["decision"], intent: Intent): boolean {
  if (!decision) return intent.action === "undo";
  return (
    intent.action === decision.action &&
    (intent.replacement ?? null) === (decision.replacement ?? null) &&
    Date.parse(intent.decidedAt) === Date.parse(decision.decidedAt)
  );
}
