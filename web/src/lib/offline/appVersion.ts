import { useSyncExternalStore } from "react";

/** `waiting`: a new version is loaded and waits to be let in. `taken`: another tab has let it in already. */
export type NewVersion = "none" | "waiting" | "taken";

const lookEvery = 60 * 60_000;

/** The service worker that keeps the app working without network, and the version of the app that it brings. */
export class AppVersion {
  #state: NewVersion = "none";
  #waiting: ServiceWorker | null = null;
  #isReloading = false;
  #lookedAt = Date.now();
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly container: ServiceWorkerContainer,
    private readonly reloadPage: () => void = () => location.reload(),
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): NewVersion => this.#state;

  async register(): Promise<void> {
    // Only a page that had a worker can get another one: the first one is no news.
    let hadOne = this.container.controller !== null;
    this.container.addEventListener("controllerchange", () => {
      if (this.#isReloading) this.reloadPage();
      else if (hadOne) this.#become("taken");
      hadOne = true;
    });
    const registration = await this.container.register("/sw.js", { updateViaCache: "none" });
    if (registration.waiting) this.#offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const installing = registration.installing;
      installing?.addEventListener("statechange", () => {
        if (installing.state === "installed" && this.container.controller) this.#offer(installing);
      });
    });
    // An installed app stays open for days: whoever comes back to it gets news.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" || Date.now() - this.#lookedAt < lookEvery) return;
      this.#lookedAt = Date.now();
      // Offline, or the server is away: another time.
      registration.update().catch(() => undefined);
    });
  }

  /** Every decision is in the journal before it is shown, so a reload loses none. */
  readonly reload = (): void => {
    this.#isReloading = this.#state === "waiting";
    if (this.#isReloading) this.#waiting?.postMessage("take-over");
    else this.reloadPage();
  };

  #offer(worker: ServiceWorker): void {
    this.#waiting = worker;
    this.#become("waiting");
  }

  #become(state: NewVersion): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

// Workers exist in secure contexts only; over plain http to another machine the app works, but not offline.
const version = "serviceWorker" in navigator ? new AppVersion(navigator.serviceWorker) : null;

/** When the page is there and idle: what is cached must not compete with what is shown. */
export function keepAppOffline(): void {
  if (!version || !import.meta.env.PROD) return;
  const start = () => whenIdle(() => void version.register().catch(() => undefined));
  if (document.readyState === "complete") start();
  else window.addEventListener("load", start, { once: true });
}

/** Not every browser tells when. */
function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: 5_000 });
  else setTimeout(work, 1_000);
}

export function useNewVersion(): { state: NewVersion; reload: () => void } {
  const state = useSyncExternalStore(
    (listener) => version?.subscribe(listener) ?? (() => undefined),
    () => version?.state() ?? "none",
    () => "none" as const,
  );
  return { state, reload: () => version?.reload() };
}
