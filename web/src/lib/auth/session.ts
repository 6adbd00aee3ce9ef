import { ApiError } from "../api/errors";
import type { Tokens } from "../api/types";
import { watched } from "../online";
import { uuid7 } from "../uuid7";
import { leave, renewBefore, withdraw } from "./handover";
import { sessionLock, withLock } from "./lock";

const storageKey = sessionLock;
const userKey = "swipereview.user";
/** The renewal that is under way: the token that it trades, and its id. */
const renewalKey = "swipereview.renewal";
/** How long a person who leaves waits for what is to be done before, in milliseconds. */
const farewell = 2_000;

interface AccessToken {
  value: string;
  expiresAt: number;
}

/**
 * Who is logged in. The access token lives in this tab's memory, the refresh token in localStorage, shared by
 * all tabs. A refresh token works once, and its reuse ends the session everywhere: so refreshing is done under
 * a lock across tabs, and always with the token that storage holds at that moment. A page may end before the answer
 * is kept: the renewal's id stays in storage until then, by which the next one gets the same answer. Token and id are
 * also left to the service worker, for when no page is open: it renews as the next page would.
 */
export class Session {
  #access: AccessToken | null = null;
  #renewal: Promise<string | null> | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #farewells = new Set<(isErased: boolean) => Promise<unknown>>();

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

  /** Work to be done while the person is still signed in; told whether the account itself is going. */
  readonly beforeLeaving = (work: (isErased: boolean) => Promise<unknown>): void => {
    this.#farewells.add(work);
  };

  /** To be awaited before somebody's own log-out. It takes a moment at most: nobody is kept from leaving. */
  async prepareToLeave({ isErased = false } = {}): Promise<void> {
    const works = Promise.allSettled([...this.#farewells].map((work) => work(isErased)));
    await Promise.race([works, new Promise((resolve) => setTimeout(resolve, farewell))]);
  }

  readonly isSignedIn = (): boolean => this.refreshToken !== null;

  get refreshToken(): string | null {
    return localStorage.getItem(storageKey);
  }

  /** Who is signed in, also without network; null until a token has said so. */
  get userId(): string | null {
    return this.isSignedIn() ? localStorage.getItem(userKey) : null;
  }

  start(tokens: Tokens): void {
    this.#keep(tokens);
    this.#changed();
  }

  end(): void {
    this.#access = null;
    localStorage.removeItem(storageKey);
    localStorage.removeItem(userKey);
    localStorage.removeItem(renewalKey);
    this.#changed();
  }

  /** A token that should work, or null when nobody is logged in. `rejected` is one that the API just refused. */
  async accessToken(options: { rejected?: string } = {}): Promise<string | null> {
    const held = this.#access;
    if (held && held.value !== options.rejected && held.expiresAt - renewBefore > Date.now())
      return held.value;
    if (!this.isSignedIn()) return null;
    this.#renewal ??= withLock(sessionLock, () => this.#renew()).finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async #renew(): Promise<string | null> {
    const used = this.refreshToken;
    if (used === null) return null;
    const request = {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ refreshToken: used, renewalId: renewalOf(used).id }),
    };
    const response = await watched(() => fetch("/api/v1/auth/refresh", request));
    if (response.ok) {
      const tokens = (await response.json()) as Tokens;
      // Before its successor can be used: the worker must not trade this one once more then, which ends the session.
      await withdraw();
      return this.refreshToken === used ? this.#keep(tokens) : null;
    }
    // Logged out, or in as somebody else, while we waited: what came back is nobody's.
    if (this.refreshToken !== used) return null;
    if (response.status === 400 || response.status === 401) {
      this.end();
      return null;
    }
    throw ApiError.from(response.status, response.headers, await response.json().catch(() => null));
  }

  #keep(tokens: Tokens): string {
    this.#access = { value: tokens.accessToken, expiresAt: Date.now() + tokens.expiresIn * 1000 };
    const user = subjectOf(tokens.accessToken);
    // Before the refresh token, whose arrival tells other tabs that somebody has logged in.
    if (user) localStorage.setItem(userKey, user);
    localStorage.setItem(storageKey, tokens.refreshToken);
    localStorage.removeItem(renewalKey);
    void withLock(sessionLock, () => this.#handOver());
    return tokens.accessToken;
  }

  async #handOver(): Promise<void> {
    const [refreshToken, access, user] = [this.refreshToken, this.#access, this.userId];
    if (refreshToken === null || access === null || subjectOf(access.value) !== user) return;
    const { id: renewalId, isKept } = renewalOf(refreshToken);
    if (!isKept) return;
    await leave({ user, accessToken: access.value, expiresAt: access.expiresAt, refreshToken, renewalId });
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The id under which a refresh token is traded, the same until it has been. Storage that is full or forbidden keeps none. */
function renewalOf(refreshToken: string): { id: string; isKept: boolean } {
  const kept = localStorage.getItem(renewalKey)?.split(" ");
  if (kept?.[0] === refreshToken && kept[1]) return { id: kept[1], isKept: true };
  const id = uuid7();
  try {
    localStorage.setItem(renewalKey, `${refreshToken} ${id}`);
    return { id, isKept: true };
  } catch {
    // Then it can't be asked for again, and the session ends should the answer be lost.
    return { id, isKept: false };
  }
}

/** A token's subject. Nothing is decided by it but whose data on this device is shown: the server checks tokens. */
function subjectOf(accessToken: string): string | null {
  try {
    const payload = accessToken.split(".")[1]?.replaceAll("-", "+").replaceAll("_", "/") ?? "";
    const { sub } = JSON.parse(atob(payload)) as { sub?: unknown };
    return typeof sub === "string" ? sub : null;
  } catch {
    return null;
  }
}

export const session = new Session();
