import { Notice } from "@/components/ui/Notice";
import type { Job } from "@/lib/api/types";
import { plural } from "@/lib/format";

const why: Record<string, string> = {
  failed: "the model was away",
  "budget-spent": "what may be spent on models today is spent",
  "not-english": "the text is not in English",
};

/** What of a file nobody has looked at. Nothing, when all of it was read. */
export function Unread({ job: { status, unread } }: { job: Job }) {
  if (!unread || status === "failed" || status === "cancelled") return null;
  const reasons = Object.entries(unread.reasons).map(([reason, blocks]) => ({
    blocks,
    text: why[reason] ?? "the model had a problem",
  }));
  const because =
    reasons.length === 1
      ? reasons[0]?.text
      : reasons.map(({ blocks, text }) => `${blocks.toLocaleString()} because ${text}`).join(", ");
  return (
    <Notice tone="warn">
      {unread.blocks.toLocaleString()} of {plural(unread.of, "paragraph")} could not be read: {because}. You
      are not charged for {unread.blocks === 1 ? "it" : "them"}.
    </Notice>
  );
}
