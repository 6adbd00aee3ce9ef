import { useMemo, useState } from "react";
import { type DeckState, deriveDeck, firstView, type View } from "./deckState";
import { type DeckFilter, noFilter } from "./filter";
import type { Leaving } from "./flight";
import type { Step } from "./steps";
import type { DeckTable } from "./useDeckTable";

type Places = Pick<View, "focus" | "behind" | "revisiting" | "filter">;
/** How a card came back, so that it can come from where it went. */
type Returned = { changeId: string; from: Leaving } | null;

/** Which cards are seen: the one in front and the one behind it, and the ways in which others take their places. */
export function usePlaces({ changes, intents, flags, ranks, together, flagStore }: DeckTable) {
  const [places, setPlaces] = useState<Places>(firstView);
  const [returned, setReturned] = useState<Returned>(null);
  const deck = useMemo(
    () => deriveDeck(changes, intents, { ...places, flags, ranks }),
    [changes, intents, places, flags, ranks],
  );
  const { current, next } = deck;
  // What is seen stays.
  if ((current && current.id !== places.focus) || (next && next.id !== places.behind))
    setPlaces({ ...places, focus: current?.id ?? places.focus, behind: next?.id ?? places.behind });

  const put = (after: Places, from: Returned = null) => {
    setPlaces(after);
    setReturned(from);
  };

  return {
    deck,
    behind: places.behind,
    filter: places.filter,
    returned,
    /** These are through, for now; answers with the deck as it is then. */
    pass: (ids: readonly string[]): DeckState => {
      const passed = new Set(ids);
      const isFrontGone = current !== null && passed.has(current.id);
      const rest = {
        ...places,
        focus: isFrontGone ? (next?.id ?? current.id) : places.focus,
        behind: isFrontGone ? null : places.behind,
        revisiting: new Set([...places.revisiting].filter((id) => !passed.has(id))),
      };
      // The next card is looked for with the decision made: it may have settled the one that was to come.
      const after = deriveDeck(changes, together.latest(), { ...rest, flags: flagStore.snapshot(), ranks });
      put({ ...rest, focus: after.current?.id ?? rest.focus, behind: after.next?.id ?? null });
      return after;
    },
    /** A step was taken back: a card is in front again, with what was behind it then; many are open again. */
    bringBack: ({ acts, behind }: Step): void => {
      const ids = acts.map(({ changeId }) => changeId);
      const [first] = acts;
      const isOne = acts.length === 1 || !current;
      const focus = isOne ? (first?.changeId ?? null) : current.id;
      put(
        {
          ...places,
          focus,
          behind: behind ?? (focus === current?.id ? places.behind : (current?.id ?? null)),
          // What lay under the undone decision may be an earlier skip: the card is looked at again all the same.
          revisiting: new Set([...places.revisiting, ...ids]),
        },
        first && isOne ? { changeId: first.changeId, from: first.action } : null,
      );
    },
    /** Brings any card to the front, decided or not. */
    jump: (changeId: string): void =>
      put({
        ...places,
        focus: changeId,
        behind: null,
        revisiting: new Set([...places.revisiting, changeId]),
      }),
    /** The order was chosen anew: what waits behind the card in front may be another. */
    reorder: (): void => setPlaces({ ...places, behind: null }),
    show: (filter: DeckFilter): void => {
      const revisiting = new Set(filter.state === "open" ? [] : idsIn(filter.state, deck, flags));
      put({ focus: null, behind: null, revisiting, filter });
    },
    /** Skipped or flagged cards again. */
    revisit: (state: "skipped" | "flagged"): void => {
      const revisiting = new Set([...places.revisiting, ...idsIn(state, deck, flags)]);
      const [first = null] = idsIn(state, deck, flags);
      put({ focus: first, behind: null, revisiting, filter: noFilter });
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
