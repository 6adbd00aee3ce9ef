import { useMemo, useState } from "react";
import type { Change, DecisionAction } from "@/lib/api/types";
import { useSettings } from "@/lib/settings";
import { usePlan } from "../api/deckPlan";
import { useDecisionQueue } from "../queue/useDecisionQueue";
import { type DeckState, deriveDeck, firstView, type View } from "./deckState";
import { type DeckFilter, noFilter } from "./filter";
import { useFlags } from "./flags";
import type { Leaving } from "./flight";
import { ranksOf } from "./order";
import type { Act, Step } from "./steps";
import { useHistory } from "./useHistory";
import { merged, useTogether } from "./useTogether";

type Place = Pick<View, "focus" | "behind" | "revisiting" | "filter">;

/** The deck over a job's changes: what is in front and behind it, and everything that one can do. */
export function useDeck(jobId: string, changes: readonly Change[]) {
  const { queue, intents: own, unsent, problem, refusal } = useDecisionQueue(jobId);
  const together = useTogether(jobId, queue);
  const intents = useMemo(() => merged(own, together.onTheWay), [own, together.onTheWay]);
  const { flags, store: flagStore } = useFlags(jobId);
  const [tolerance, setTolerance] = useState(0.02);
  const isConfirmed = unsent === 0 && together.onTheWay.size === 0;
  const plan = usePlan(jobId, {
    tolerance,
    isServed: changes[0]?.hidden !== undefined,
    isConfirmed,
    changes,
  });
  const { order } = useSettings();
  const ranks = useMemo(() => (order === "smart" && plan ? ranksOf(plan.order) : null), [order, plan]);
  const [place, setPlace] = useState<Place>(firstView);
  /** How the card in front came back, so that it can come from where it went. */
  const [returned, setReturned] = useState<{ changeId: string; from: Leaving } | null>(null);
  const history = useHistory({ changes, intents, flags });

  const deck = useMemo(
    () => deriveDeck(changes, intents, { ...place, flags, ranks }),
    [changes, intents, place, flags, ranks],
  );
  const { current, next } = deck;
  // What is seen stays: the card in front, and the one behind it.
  if ((current && current.id !== place.focus) || (next && next.id !== place.behind))
    setPlace({ ...place, focus: current?.id ?? place.focus, behind: next?.id ?? place.behind });

  /** The deck when these are through, for now. */
  const pass = (ids: readonly string[]): DeckState => {
    const passed = new Set(ids);
    const isFrontGone = current !== null && passed.has(current.id);
    const view = {
      ...place,
      focus: isFrontGone ? (next?.id ?? current.id) : place.focus,
      behind: isFrontGone ? null : place.behind,
      revisiting: new Set([...place.revisiting].filter((id) => !passed.has(id))),
      flags: flagStore.snapshot(),
      ranks,
    };
    const after = deriveDeck(changes, together.latest(), view);
    setPlace({ ...view, focus: after.current?.id ?? view.focus, behind: after.next?.id ?? null });
    setReturned(null);
    return after;
  };

  const perform = (acts: readonly Act[]): Promise<string | null> | undefined => {
    const [first] = acts;
    const many = new Set(acts.map(({ changeId }) => changeId));
    if (many.size > 1 && (first?.action === "accept" || first?.action === "reject"))
      return together.decide(
        changes.filter(({ id }) => many.has(id)),
        first.action,
      );
    for (const { changeId, action, replacement } of acts) {
      if (action === "flag") flagStore.set(changeId, true);
      else queue.decide(changeId, action, replacement);
    }
    return undefined;
  };

  const stepOf = (acts: readonly Act[]): Step => {
    const batch = perform(acts);
    return { acts, at: Date.now(), behind: place.behind, ...(batch ? { batch } : {}) };
  };

  const act = (...acts: Act[]): DeckState => {
    history.did(stepOf(acts));
    return pass(acts.map(({ changeId }) => changeId));
  };

  const takeBack = ({ acts, batch }: Step): void => {
    const flagged = acts.filter(({ action }) => action === "flag");
    for (const { changeId } of flagged) flagStore.set(changeId, false);
    const decided = acts.filter(({ action }) => action !== "flag").map(({ changeId }) => changeId);
    void together.undo(decided, batch);
  };

  return {
    ...deck,
    changes,
    intents,
    flags,
    plan,
    tolerance,
    setTolerance,
    filter: place.filter,
    returned,
    unsent,
    problem,
    refusal: refusal ?? together.problem,
    canUndo: history.canUndo,
    canRedo: history.canRedo,

    /** Decides a change, the one in front or another, and answers with the deck as it is then. */
    decide: (changeId: string, action: Exclude<DecisionAction, "undo">, replacement?: string): DeckState =>
      act({ changeId, action, ...(replacement === undefined ? {} : { replacement }) }),
    decideAll: (ids: readonly string[], action: "accept" | "reject"): DeckState =>
      act(...ids.map((changeId) => ({ changeId, action }))),
    /** On to the next card; this one stays as it is. */
    leave: (changeId: string): DeckState => pass([changeId]),
    /** Puts a card off until the others are done, or takes that back. */
    flag: (changeId: string): DeckState => {
      if (!flags.has(changeId)) return act({ changeId, action: "flag" });
      flagStore.set(changeId, false);
      return deck;
    },
    undo: (): Step | null => {
      const step = history.takeBack();
      if (!step) return null;
      takeBack(step);
      const ids = step.acts.map(({ changeId }) => changeId);
      const shown = step.acts.length === 1 || !current ? ids[0] : current.id;
      // What lay under the undone decision may be an earlier skip: the card is looked at again all the same.
      const revisiting = new Set([...place.revisiting, ...ids]);
      const behind = step.behind ?? (shown === current?.id ? place.behind : (current?.id ?? null));
      setPlace({ ...place, focus: shown ?? null, behind, revisiting });
      const first = step.acts[0];
      setReturned(first && ids.length === 1 ? { changeId: first.changeId, from: first.action } : null);
      return step;
    },
    redo: (): { step: Step; deck: DeckState } | null => {
      const step = history.takeForward();
      if (!step) return null;
      history.didAgain(stepOf(step.acts));
      return { step, deck: pass(step.acts.map(({ changeId }) => changeId)) };
    },
    /** Undecided again, as what a rule had rejected. */
    restore: (ids: readonly string[]): void => {
      for (const id of ids) queue.decide(id, "undo");
    },
    /** The order was chosen anew: what waits behind the card in front may be another. */
    reorder: (): void => setPlace({ ...place, behind: null }),
    /** Brings any card to the front, decided or not. */
    jump: (changeId: string): void => {
      setPlace({
        ...place,
        focus: changeId,
        behind: null,
        revisiting: new Set([...place.revisiting, changeId]),
      });
      setReturned(null);
    },
    show: (filter: DeckFilter): void => {
      const revisiting = new Set(filter.state === "open" ? [] : idsIn(filter.state, deck, flags));
      setPlace({ focus: null, behind: null, revisiting, filter });
    },
    /** Skipped or flagged cards, when the others are done. */
    revisit: (state: "skipped" | "flagged"): void => {
      const revisiting = new Set([...place.revisiting, ...idsIn(state, deck, flags)]);
      setPlace({ focus: null, behind: null, revisiting, filter: noFilter });
    },
  };
}

function idsIn(
  state: Exclude<DeckFilter["state"], "open">,
  { standings }: DeckState,
  flags: View["flags"],
): string[] {
  const isIn = (id: string, now: string) =>
    state === "flagged" ? now === "pending" && flags.has(id) : now === state;
  return [...standings].filter(([id, standing]) => isIn(id, standing.state)).map(([id]) => id);
}

export type DeckModel = ReturnType<typeof useDeck>;
