import { ApiError } from "../api/errors";
import type { Tokens } from "../api/types";
import { database, type Handover } from "../offline/database";
import { sessionLock, withLock } from "./lock";

/** A token this close to its end is renewed before it is used. In milliseconds. */
export const renewBefore = 30_000;
/** Storage that has not answered by then is broken: signing in does not wait for it. In milliseconds. */
const patience = 1_000;

/** Leaves to the service worker what it needs to act for the person. The session's lock must be held. */
export function leave(handover: Handover): Promise<void> {
  return orGiveUp(database().then((db) => db.put("handover", handover, "token")));
}

/** The refresh token that was left is about to be history. The session's lock must be held. */
export function withdraw(): Promise<void> {
  return orGiveUp(database().then((db) => db.delete("handover", "token")));
}

/**
 * For the service worker: who is signed in, with a token that should work; null when nobody is. Rejects when a new one is
 * needed and can't be had now.
 *
 * Of a renewal's answer it keeps the access token alone. The refresh token in it stays unused: the next page trades the
 * same one by the same id, and is given the same successor (ADR 0007).
 */
export async function takeOver(): Promise<Pick<Handover, "user" | "accessToken"> | null> {
  const left = await handover();
  if (!left || isFresh(left)) return left;
  return withLock(sessionLock, async () => {
    // A page may have renewed while this waited.
    const latest = await handover();
    return !latest || isFresh(latest) ? latest : renew(latest);
  });
}

async function renew(old: Handover): Promise<Handover | null> {
  const { refreshToken, renewalId } = old;
  const response = await fetch("/api/v1/auth/refresh", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ refreshToken, renewalId }),
  });
  const body = await response.json().catch(() => null);
  if (response.status === 400 || response.status === 401) {
    await withdraw();
    return null;
  }
  if (!response.ok) throw ApiError.from(response.status, response.headers, body);
  const { accessToken, expiresIn } = body as Tokens;
  const fresh = { ...old, accessToken, expiresAt: Date.now() + expiresIn * 1000 };
  await leave(fresh);
  return fresh;
}

async function handover(): Promise<Handover | null> {
  return (await (await database()).get("handover", "token")) ?? null;
}

const isFresh = ({ expiresAt }: Handover) => expiresAt - renewBefore > Date.now();

/** Without storage there is nothing to hand over, and the pages send what they have by themselves. */
function orGiveUp(work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patience);
    const settled = () => {
      clearTimeout(timer);
      resolve();
    };
    work.then(settled, settled);
  });
}
