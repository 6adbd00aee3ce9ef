import type { QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { session } from "@/lib/auth/session";

/** Whoever logs in next, in this tab or after a log-out in another, must not see what the last one saw. */
export function useForgetOnLogOut(client: QueryClient): void {
  useEffect(() => session.subscribe(() => session.isSignedIn() || client.clear()), [client]);
}
