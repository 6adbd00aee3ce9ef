/** What every refusal looks like on the wire. */
interface Envelope {
  error: { code: string; message: string; details?: Record<string, unknown> | null };
  requestId: string;
}

/** A refusal by the API, in the words of its error envelope. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly requestId: string | null = null,
    /** Seconds that the server asked us to wait. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  /** `body` is whatever was received: a proxy's error page must not hide the status. */
  static from(status: number, headers: Headers, body: unknown): ApiError {
    const wait = Number.parseInt(headers.get("Retry-After") ?? "", 10);
    const retryAfter = Number.isNaN(wait) ? null : wait;
    if (!isEnvelope(body)) {
      return new ApiError(
        status,
        "UNEXPECTED",
        `HTTP ${status}`,
        {},
        headers.get("X-Request-Id"),
        retryAfter,
      );
    }
    const { code, message, details } = body.error;
    return new ApiError(status, code, message, details ?? {}, body.requestId, retryAfter);
  }
}

function isEnvelope(body: unknown): body is Envelope {
  return typeof body === "object" && body !== null && "error" in body && typeof body.error === "object";
}

/** True when the same request may well succeed later. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true;
  return error.status >= 500 || error.status === 429 || error.status === 408;
}
