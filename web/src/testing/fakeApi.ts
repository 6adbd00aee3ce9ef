import { vi } from "vitest";

export interface Received {
  method: string;
  path: string;
  search: URLSearchParams;
  headers: Headers;
  body: unknown;
}

export interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

type Handler = (request: Received) => Answer | Response | Promise<Answer | Response>;

/** Stands at the network's edge: fetch answers by route ("POST /api/v1/jobs"), and everything received is kept. */
export function fakeApi(routes: Record<string, Handler>): {
  received: Received[];
  routes: Record<string, Handler>;
} {
  const received: Received[] = [];
  vi.stubGlobal("fetch", async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, location.origin), init);
    const url = new URL(request.url);
    const text = await request.text();
    const seen: Received = {
      method: request.method,
      path: url.pathname,
      search: url.searchParams,
      headers: request.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
    received.push(seen);
    const handle = routes[`${seen.method} ${seen.path}`];
    if (!handle) throw new Error(`Nobody answers ${seen.method} ${seen.path}`);
    const answer = await handle(seen);
    return answer instanceof Response ? answer : toResponse(answer);
  });
  return { received, routes };
}

function toResponse({ status = 200, body, headers = {} }: Answer): Response {
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", ...headers },
  });
}

/** The error envelope. */
export function refusal(
  status: number,
  code: string,
  message = code,
  details?: Record<string, unknown>,
): Answer {
  const error = { code, message, ...(details ? { details } : {}) };
  return {
    status,
    body: { success: false, error, requestId: "req_test", timestamp: "2026-01-01T00:00:00Z" },
  };
}

export const tokens = (accessToken: string, refreshToken: string) => ({
  accessToken,
  tokenType: "Bearer",
  expiresIn: 900,
  refreshToken,
});
