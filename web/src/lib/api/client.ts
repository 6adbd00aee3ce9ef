import createClient from "openapi-fetch";
import { session } from "../auth/session";
import { watched } from "../online";
import { ApiError } from "./errors";
import type { paths } from "./schema";

/** Sends with the access token; one 401 is answered by one refresh and one more try. */
export async function authorizedFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await session.accessToken();
  const response = await watched(() => fetch(withBearer(request, token)));
  if (response.status !== 401 || token === null) return response;
  const fresh = await session.accessToken({ rejected: token });
  return fresh === null ? response : watched(() => fetch(withBearer(again, fresh)));
}

function withBearer(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}

export const api = createClient<paths>({
  baseUrl: location.origin,
  fetch: authorizedFetch,
});

/** The answer's body, or an ApiError. */
export async function unwrap<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Exclude<T, undefined>> {
  const { data, error, response } = await call;
  if (!response.ok) throw ApiError.from(response.status, response.headers, error);
  return data as Exclude<T, undefined>;
}

/** For POSTs that start work or cost money: a retry with the same key has the same effect as one call. */
export function idempotent(key: string) {
  return { "Idempotency-Key": key };
}
