import { useSyncExternalStore } from "react";

/** How often a server that could not be reached is tried, in milliseconds. */
const tryEvery = 4_000;

/**
 * Whether the server can be reached. The browser knows only of its own connection, and not always of that: a request that
 * failed on its way counts as well, until one is answered.
 */
class Reachability {
  #isLost = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor() {
    window.addEventListener("offline", () => this.#tell());
    window.addEventListener("online", () => {
      this.#isLost = false;
      this.#tell();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly isOnline = (): boolean => navigator.onLine && !this.#isLost;

  answered(): void {
    if (!this.#isLost) return;
    this.#isLost = false;
    clearTimeout(this.#timer);
    this.#tell();
  }

  lost(): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#try();
    this.#tell();
  }

  #try(): void {
    this.#timer = setTimeout(() => {
      if (!this.#isLost) return;
      // Any answer will do, and this one is small, the same for everybody, and never from the app's own cache.
      fetch("/manifest.webmanifest", { method: "HEAD", cache: "no-store" }).then(
        () => this.answered(),
        () => this.#try(),
      );
    }, tryEvery);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const reachability = new Reachability();

export function useIsOnline(): boolean {
  return useSyncExternalStore(reachability.subscribe, reachability.isOnline, () => true);
}

/** Runs each time when the server can be reached again. */
export function onBackOnline(listener: () => void): () => void {
  let was = reachability.isOnline();
  return reachability.subscribe(() => {
    const is = reachability.isOnline();
    if (is && !was) listener();
    was = is;
  });
}

/** A request that says what it learns about the network. */
export async function watched(work: () => Promise<Response>): Promise<Response> {
  try {
    const response = await work();
    reachability.answered();
    return response;
  } catch (error) {
    // A request that the page itself gave up says nothing.
    if (error instanceof TypeError) reachability.lost();
    throw error;
  }
}
