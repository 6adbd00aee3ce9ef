import type { Change, ChangeState } from "@/lib/api/types";
import { diffWords, type Segment } from "@/lib/diff";
import type { Intent } from "../queue/intent";
import { replacementOf, type Standing } from "../queue/standing";

/** The text as it was, with what is accepted so far, or with everything that is not rejected. */
export type View = "original" | "current" | "all";

export interface Scene {
  view: View;
  standings: ReadonlyMap<string, Standing>;
  intents: ReadonlyMap<string, Intent>;
  /** The change on the card in front. */
  currentId: string | null;
}

/** A stretch of a block: text that nothing touches, or what is shown in a change's place. */
export interface Part {
  changeId: string | null;
  state: ChangeState;
  isCurrent: boolean;
  /** `open` is text that a change would replace and does not yet. */
  segments: { kind: Segment["kind"] | "open"; text: string }[];
}

/** A block's text in a view, by parts, in order. */
export function compose(text: string, changes: readonly Change[], scene: Scene): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const change of shown(changes, scene).sort(byPlace)) {
    parts.push(untouched(text.slice(at, change.start)), partOf(change, scene));
    at = change.end;
  }
  parts.push(untouched(text.slice(at)));
  return parts.filter(({ changeId, segments }) => changeId !== null || segments[0]?.text !== "");
}

/** Everything that a block's parts depend on besides its text. */
export function signatureOf(changes: readonly Change[], scene: Scene): string {
  const one = (change: Change) => [
    change.id,
    stateIn(change, scene),
    change.id === scene.currentId,
    replacementOf(change, scene.intents),
  ];
  return changes.length === 0 ? "" : JSON.stringify([scene.view, ...changes.map(one)]);
}

function untouched(text: string): Part {
  return { changeId: null, state: "pending", isCurrent: false, segments: [{ kind: "same", text }] };
}

/** As in the file that is written: insertions before what replaces the words after them, and in the order of their ids. */
function byPlace(a: Change, b: Change): number {
  return a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start) || (a.id < b.id ? -1 : 1);
}

/** What is not rejected; where two claim the same words, first what is accepted, then the card in front, then the surest. */
function shown(changes: readonly Change[], scene: Scene): Change[] {
  const rank = (change: Change) =>
    stateIn(change, scene) === "accepted" ? 0 : change.id === scene.currentId ? 1 : 2;
  const order = (a: Change, b: Change) =>
    rank(a) - rank(b) || b.confidence - a.confidence || a.start - b.start || (a.id < b.id ? -1 : 1);
  const picked: Change[] = [];
  for (const change of changes.toSorted(order)) {
    if (stateIn(change, scene) === "rejected") continue;
    if (!picked.some((other) => exclude(change, other))) picked.push(change);
  }
  return picked;
}

/** Those in conflict; and any that could not be drawn beside each other. */
function exclude(one: Change, other: Change): boolean {
  const inConflict = one.conflicts.some(({ changeId }) => changeId === other.id);
  const isSame = one.start === other.start && one.end === other.end && one.start < one.end;
  return inConflict || isSame || (one.start < other.end && other.start < one.end);
}

function partOf(change: Change, scene: Scene): Part {
  const state = stateIn(change, scene);
  const isCurrent = change.id === scene.currentId;
  return { changeId: change.id, state, isCurrent, segments: segmentsOf(change, state, isCurrent, scene) };
}

function segmentsOf(change: Change, state: ChangeState, isCurrent: boolean, scene: Scene): Part["segments"] {
  const isMade = scene.view === "all" || (scene.view === "current" && state === "accepted");
  if (!isMade) {
    const kind = state === "accepted" ? "struck" : "open";
    return [{ kind, text: change.original }];
  }
  const replacement = replacementOf(change, scene.intents);
  const segments = diffWords(change.original, replacement);
  // Old text is shown where it helps: on the card in front, and where nothing takes its place.
  return isCurrent || replacement === "" ? segments : segments.filter(({ kind }) => kind !== "struck");
}

function stateIn(change: Change, { standings }: Scene): ChangeState {
  return standings.get(change.id)?.state ?? change.state;
}
