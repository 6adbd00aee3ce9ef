import { type RefObject, useState } from "react";
import type { Change } from "@/lib/api/types";
import { canFly, flyOut, type Leaving, wayOut } from "./flight";

interface Flight {
  readonly change: Change;
  /** Sets its element flying; until the card is gone, or back. */
  readonly take: (card: HTMLElement | null) => (() => void) | undefined;
}

/**
 * The cards that are on their way off the table, the latest first. Each keeps its element while the next one is already
 * live underneath: input never waits for an animation to end.
 */
export function useFlights(change: Change, front: RefObject<HTMLElement | null>) {
  const [flights, setFlights] = useState<readonly Flight[]>([]);

  const sendOff = (leaving: Leaving) => {
    const card = front.current;
    if (!card || !canFly(card)) return;
    // Measured while nothing has changed: after, it would have the page laid out once more for every swipe.
    const way = wayOut(card, leaving);
    const end = () => setFlights((known) => known.filter((flight) => flight !== begun));
    const begun: Flight = {
      change,
      take: (element) => (element ? flyOut(element, leaving, way, end) : undefined),
    };
    setFlights((known) => [begun, ...known.filter((flight) => flight.change.id !== change.id)]);
  };

  // One that was taken back in flight is in front again, and flies no more.
  const away = flights.filter((flight) => flight.change.id !== change.id);
  if (away.length < flights.length) setFlights(away);
  return { flights: away, sendOff };
}
