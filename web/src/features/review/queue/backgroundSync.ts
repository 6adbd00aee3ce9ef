import { syncTag } from "./syncTag";

interface Syncing extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/**
 * Asks the browser to wake the service worker when the network is back, also when no page is open any more. What it may
 * act with has been left to it by the session (lib/auth/handover.ts).
 */
export function askForSync(): void {
  ask().catch(() => {
    // No worker, no Background Sync, or not allowed: the pages send what they have by themselves.
  });
}

async function ask(): Promise<void> {
  const registration: Syncing | undefined = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register(syncTag);
}
