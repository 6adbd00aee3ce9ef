import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";
import { session } from "@/lib/auth/session";

export interface Credentials {
  email: string;
  password: string;
}

export async function logIn(credentials: Credentials): Promise<void> {
  session.start(await unwrap(api.POST("/api/v1/auth/login", { body: credentials })));
}

/** Creates the account and logs in: nobody wants to type the same twice. */
export async function register({
  displayName,
  ...credentials
}: Credentials & { displayName: string }): Promise<void> {
  const name = displayName.trim();
  await unwrap(
    api.POST("/api/v1/auth/register", { body: { ...credentials, ...(name ? { displayName: name } : {}) } }),
  );
  await logIn(credentials);
}

/** This device forgets at once; that the server hears of it is best effort. */
export async function logOut(): Promise<void> {
  await session.prepareToLeave();
  const refreshToken = session.refreshToken;
  const told = refreshToken ? api.POST("/api/v1/auth/logout", { body: { refreshToken } }) : undefined;
  await Promise.race([told, new Promise((resolve) => setTimeout(resolve, 2000))]).catch(() => undefined);
  session.end();
}

export function useLogIn() {
  return useMutation({ mutationFn: logIn });
}

export function useRegister() {
  return useMutation({ mutationFn: register });
}

export function useLogOut() {
  const client = useQueryClient();
  return useMutation({ mutationFn: logOut, onSettled: () => client.clear() });
}
