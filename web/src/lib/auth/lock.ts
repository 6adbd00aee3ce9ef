/**
 * Runs `work` while no other tab of this origin runs work of the same name. Web Locks exist in secure contexts
 * only; over plain http to another machine each tab is on its own.
 */
export function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request(name, work) as Promise<T>) : work();
}

/** Whoever trades a refresh token holds it, be it a page or the service worker. */
export const sessionLock = "swipereview.refresh-token";
