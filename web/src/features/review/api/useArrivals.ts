import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Change } from "@/lib/api/types";
import { addChanges } from "./changes";

/** Cards may come hundreds at once; the deck is drawn once for all that came within this time. */
const gatherFor = 40;

export function useArrivals(jobId: string): (change: Change) => void {
  const client = useQueryClient();
  const waiting = useRef<Change[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const arrived = waiting;
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      addChanges(client, jobId, arrived.current.splice(0));
    };
  }, [client, jobId]);

  return (change) => {
    waiting.current.push(change);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      addChanges(client, jobId, waiting.current.splice(0));
    }, gatherFor);
  };
}
