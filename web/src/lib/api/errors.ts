import { language } from "../i18n/language";
import { errorTexts as texts } from "./errorTexts";

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

/** In the person's language. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return ofRefusal(error);
  if (error instanceof TypeError) return texts.network;
  // What this app throws itself is said in the language of the moment.
  return error instanceof Error ? error.message : texts.unknown;
}

function ofRefusal({ status, code, message, requestId, retryAfter }: ApiError): string {
  switch (code) {
    case "RATE_LIMITED":
      return texts.RATE_LIMITED(retryAfter === null ? texts.aWhile : texts.seconds(retryAfter));
    case "INTERNAL":
      return texts.INTERNAL(requestId ?? texts.theTime);
    case "UNEXPECTED":
      return texts.UNEXPECTED(status);
    // Their own words name the field, the file, the reason: they say more than ours, to who reads English.
    case "VALIDATION_ERROR":
    case "NOT_FOUND":
    case "CONFLICT":
    case "GONE":
    case "PAYLOAD_TOO_LARGE":
    case "UNSUPPORTED_MEDIA_TYPE":
      return language() === "en" ? message : texts[code];
    case "UNAUTHENTICATED":
    case "PAYMENT_REQUIRED":
    case "FORBIDDEN":
    case "IDEMPOTENCY_KEY_REUSED":
    case "UPSTREAM_FAILED":
    case "UNAVAILABLE":
    case "TIMEOUT":
      return texts[code];
    default:
      // A code of this app's own, in its words, or one that it does not know yet.
      return message || texts.unknown;
  }
}
