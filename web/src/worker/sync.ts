import { deliver } from "@/features/review/queue/deliver";
import type { Entry } from "@/features/review/queue/intent";
import { indexedDbShelf as shelf } from "@/features/review/queue/shelf";
import { tellTabs } from "@/features/review/queue/tabWords";
import { ApiError } from "@/lib/api/errors";
import type { DecideResponse, Decision } from "@/lib/api/types";
import { takeOver } from "@/lib/auth/handover";
import { withLock } from "@/lib/auth/lock";

/** Sends what pages left behind that are closed by now. Rejects when something is left: the browser tries again later. */
export async function sendLeftovers(): Promise<void> {
  const jobIds = new Set((await shelf.read()).map(({ jobId }) => jobId));
  if (jobIds.size === 0) return;
  const person = await takeOver();
  // Who has logged out finds them again at the next log-in.
  if (!person) return;
  const { user, accessToken } = person;
  for (const jobId of jobIds) {
    await deliver({
      jobId,
      user,
      journal,
      send: (decisions) => send(jobId, decisions, accessToken),
      lock: withLock,
      onGone: (gone) => tellTabs({ jobId, type: "gone", gone }),
      // A refusal is for a page to explain.
      explain: null,
    });
  }
}

const journal = {
  read: (jobId: string) => shelf.read(jobId),
  mark: (entries: readonly Entry[]) => shelf.put(entries.map((entry) => ({ ...entry, attempted: true }))),
  remove: (entries: readonly Entry[]) => shelf.remove(entries.map(({ id }) => id)),
};

async function send(jobId: string, decisions: Decision[], token: string): Promise<DecideResponse> {
  const response = await fetch(`/api/v1/jobs/${jobId}/decisions`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ decisions }),
  });
  const body = await response.json().catch(() => null);
  if (!response.ok) throw ApiError.from(response.status, response.headers, body);
  return body as DecideResponse;
}
