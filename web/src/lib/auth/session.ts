import { ApiError } from "../api/errors";
import type { Tokens } from "../api/types";
import { withLock } from "./lock";

const storageKey = "swipereview.refresh-token";
/** A token this close to its end is renewed before it is used. */
const renewBefore = 30_000;

interface AccessToken {
  value: string;
  expiresAt: number;
}

/**
 * Who is logged in. The access token lives in this tab's memory, the refresh token in localStorage, shared by
 * all tabs. A refresh token works once, and its reuse ends the session everywhere: so refreshing is done under
 * a lock across tabs, and always with the token that storage holds at that moment.
 */
export class Session {
  #access: AccessToken | null = null;
  #renewal: Promise<string | null> | null = null;
  readonly #listeners = new Set<() => void>();

  constructor() {
    window.addEventListener("storage", (event) => {
      // Another tab renewed, logged in, or logged out; only the last two are news to a reader.
      if (event.key !== storageKey || (event.oldValue !== null && event.newValue !== null)) return;
      this.#access = null;
      this.#changed();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly isSignedIn = (): boolean => this.refreshToken !== null;

  get refreshToken(): string | null {
    return localStorage.getItem(storageKey);
  }

  start(tokens: Tokens): void {
    this.#keep(tokens);
    this.#changed();
  }

  end(): void {
    this.#access = null;
    localStorage.removeItem(storageKey);
    this.#changed();
  }

  /** A token that should work, or null when nobody is logged in. `rejected` is one that the API just refused. */
  async accessToken(options: { rejected?: string } = {}): Promise<string | null> {
    const held = this.#access;
    if (held && held.value !== options.rejected && held.expiresAt - renewBefore > Date.now())
      return held.value;
    if (!this.isSignedIn()) return null;
    this.#renewal ??= withLock(storageKey, () => this.#renew()).finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async #renew(): Promise<string | null> {
    const used = this.refreshToken;
    if (used === null) return null;
    const response = await fetch("/api/v1/auth/refresh", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ refreshToken: used }),
    });
    // Logged out, or in as somebody else, while we waited: what came back is nobody's.
    if (this.refreshToken !== used) return null;
    if (response.ok) return this.#keep((await response.json()) as Tokens);
    if (response.status === 400 || response.status === 401) {
      this.end();
      return null;
    }
    throw ApiError.from(response.status, response.headers, await response.json().catch(() => null));
  }

  #keep(tokens: Tokens): string {
    this.#access = { value: tokens.accessToken, expiresAt: Date.now() + tokens.expiresIn * 1000 };
    localStorage.setItem(storageKey, tokens.refreshToken);
    return tokens.accessToken;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const session = new Session();
