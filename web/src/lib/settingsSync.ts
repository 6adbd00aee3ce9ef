import { api, unwrap } from "./api/client";
import { session } from "./auth/session";
import { changeSettings, onSettings, readSettings, settings } from "./settings";

/** When this device's settings were last changed by its person; absent while they are as they came, or somebody else's. */
const storageKey = "swipereview.settings-changed";
const pause = 500;

let isTaking = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Settings go with the account: the newest of what a device and the server have wins; what can't be sent now is sent later. */
export function keepSettingsInSync(): () => void {
  const forgetSettings = onSettings(() => {
    if (isTaking) return;
    localStorage.setItem(storageKey, new Date().toISOString());
    later();
  });
  const forgetSession = session.subscribe(() => {
    if (session.isSignedIn()) later();
    // They stay on the device, but are nobody's: who logs in next has their own.
    else localStorage.removeItem(storageKey);
  });
  window.addEventListener("online", later);
  later();
  return () => {
    forgetSettings();
    forgetSession();
    window.removeEventListener("online", later);
    clearTimeout(timer);
  };
}

function later(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void meet(), pause);
}

async function meet(): Promise<void> {
  if (!session.isSignedIn()) return;
  try {
    const theirs = (await unwrap(api.GET("/api/v1/users/me/preferences"))) as Record<string, unknown>;
    const ours = localStorage.getItem(storageKey) ?? "";
    const changedAt = typeof theirs.changedAt === "string" ? theirs.changedAt : "";
    if (changedAt > ours) take(theirs, changedAt);
    else if (ours > changedAt) {
      const body = { ...theirs, ...settings(), changedAt: ours } as unknown as Record<string, never>;
      await unwrap(api.PUT("/api/v1/users/me/preferences", { body }));
    }
  } catch {
    // Away, or refused: they hold here, and the next change, start or return of the network tries again.
  }
}

function take(theirs: Record<string, unknown>, changedAt: string): void {
  isTaking = true;
  changeSettings(readSettings(theirs));
  isTaking = false;
  localStorage.setItem(storageKey, changedAt);
}
