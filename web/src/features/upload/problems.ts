import { ApiError, messageOf } from "@/lib/api/errors";

/** What went wrong and what to do about it. */
export function uploadProblem(error: unknown): string {
  if (!(error instanceof ApiError)) return messageOf(error);
  switch (error.status) {
    case 413:
      return "This file is over the 50 MB limit. Split it, or remove large pictures first.";
    case 429:
      return "You have started a lot of reviews just now. Wait a minute, then try again.";
    default:
      return error.message;
  }
}
