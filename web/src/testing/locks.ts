import { vi } from "vitest";

/** Web Locks for tests: first come, first served, by name. Two `Session`s on it are two tabs. */
export function stubLocks(): void {
  const lines = new Map<string, Promise<unknown>>();
  const request = (name: string, work: () => Promise<unknown>) => {
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
