import { ApiError, messageOf } from "@/lib/api/errors";

/** What went wrong and what to do about it. */
export function verifyProblem(error: unknown): string {
  if (!(error instanceof ApiError)) return messageOf(error);
  switch (error.status) {
    case 413:
      return "One of these files is over the 50 MB limit, so it can’t be the one that was reviewed here.";
    case 429:
      return "That was a lot of receipts. Wait a minute, then try again.";
    default:
      return error.message;
  }
}
