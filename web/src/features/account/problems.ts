import { ApiError, messageOf } from "@/lib/api/errors";

export interface FormProblem {
  /** The field that the API named, if any. */
  field: string | null;
  message: string;
}

export function problemOf(error: unknown): FormProblem | null {
  if (!error) return null;
  const field = error instanceof ApiError ? error.details.field : null;
  return { field: typeof field === "string" ? field.toLowerCase() : null, message: messageOf(error) };
}

export function logInProblem(error: unknown): string | null {
  if (!error) return null;
  if (error instanceof ApiError && error.status === 401) {
    return error.details.mfaRequired
      ? "This account asks for a second factor, which this page can’t take yet."
      : "Email and password don’t match. Check both and try again.";
  }
  if (error instanceof ApiError && error.status === 429) {
    const wait = error.retryAfter ? `${Math.ceil(error.retryAfter / 60)} min` : "a few minutes";
    return `Too many attempts. Wait ${wait}, then try again.`;
  }
  return messageOf(error);
}
