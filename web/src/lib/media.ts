import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query matches, now and after every change. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = listOf(query);
      list?.addEventListener("change", listener);
      return () => list?.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => listOf(query)?.matches ?? false);
}

const lists = new WeakMap<typeof window.matchMedia, Map<string, MediaQueryList>>();

/** The same list for the same question: it follows the window, and to make one takes longer than to ask it. */
export function listOf(query: string): MediaQueryList | null {
  if (!window.matchMedia) return null;
  const known = lists.get(window.matchMedia) ?? new Map<string, MediaQueryList>();
  lists.set(window.matchMedia, known);
  const list = known.get(query) ?? window.matchMedia(query);
  known.set(query, list);
  return list;
}
