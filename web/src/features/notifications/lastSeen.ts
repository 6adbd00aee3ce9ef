import { useSyncExternalStore } from "react";

const storageKey = "swipereview.notifications-seen";
const listeners = new Set<() => void>();

function read(): string {
  return localStorage.getItem(storageKey) ?? "";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Up to when this browser has shown the list: what is newer gets the dot on the bell. */
export function useLastSeen(): string {
  return useSyncExternalStore(subscribe, read);
}

export function markSeen(createdAt: string): void {
  if (createdAt <= read()) return;
  localStorage.setItem(storageKey, createdAt);
  for (const listener of listeners) listener();
}
