import { session } from "@/lib/auth/session";
import { database } from "@/lib/offline/database";
import { syncTag } from "./syncTag";

interface Syncing extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/**
 * Asks the browser to wake the service worker when the network is back, also when no page is open any more. It sends with
 * the access token of now: when that has expired by then, the next start of the app sends. A worker that renewed
 * tokens would race with the pages for a refresh token that works once.
 */
export function askForSync(): void {
  hand().catch(() => {
    // No worker, no Background Sync, not allowed, or no storage: the pages send what they have by themselves.
  });
}

async function hand(): Promise<void> {
  const token = session.heldToken;
  const registration: Syncing | undefined = await navigator.serviceWorker?.getRegistration();
  if (!token || !registration?.sync) return;
  const { value: accessToken, expiresAt } = token;
  await (await database()).put("handover", { user: session.userId, accessToken, expiresAt }, "token");
  await registration.sync.register(syncTag);
}
