import { useSyncExternalStore } from "react";
import { session } from "./session";

export function useIsSignedIn(): boolean {
  return useSyncExternalStore(session.subscribe, session.isSignedIn, () => false);
}
