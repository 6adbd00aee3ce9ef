import { vi } from "vitest";

/**
 * Web Locks for tests: first come, first served, by name. Two `Session`s on it are two tabs. With `granted`, as many get
 * one, and the page ends before the next does.
 */
export function stubLocks({ granted = Number.POSITIVE_INFINITY } = {}): void {
  const lines = new Map<string, Promise<unknown>>();
  let room = granted;
  const request = (name: string, work: () => Promise<unknown>) => {
    if (room-- <= 0) return new Promise(() => undefined);
    const turn = (lines.get(name) ?? Promise.resolve()).then(work, work);
    lines.set(name, turn);
    return turn;
  };
  const withLocks: ProxyHandler<Navigator> = {
    // The rest is asked of the navigator itself, which answers nobody else.
    get: (real, key) => (key === "locks" ? { request } : Reflect.get(real, key, real)),
  };
  vi.stubGlobal("navigator", new Proxy(navigator, withLocks));
}
