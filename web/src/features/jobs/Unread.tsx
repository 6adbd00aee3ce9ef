import { Notice } from "@/components/ui/Notice";
import type { Job } from "@/lib/api/types";
import { formatNumber } from "@/lib/format";
import { catalogue, count } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: {
    failed: "the model was away",
    "budget-spent": "what may be spent on models today is spent",
    "not-english": "the text is not in English",
    unknown: "the model had a problem",
    because: (blocks: string, why: string) => `${blocks} because ${why}`,
    unread: (blocks: string, of: number, why: string) =>
      `${blocks} of ${count(of, "paragraph", "paragraphs")} could not be read: ${why}.`,
    free: (blocks: number) => `You are not charged for ${blocks === 1 ? "it" : "them"}.`,
  },
  de: {
    failed: "das Modell war nicht da",
    "budget-spent": "was heute für Modelle ausgegeben werden darf, ist ausgegeben",
    "not-english": "der Text ist nicht englisch",
    unknown: "das Modell hatte ein Problem",
    because: (blocks, why) => `${blocks}, denn ${why}`,
    unread: (blocks, of, why) =>
      `${blocks} von ${count(of, "Absatz", "Absätzen")} ließen sich nicht lesen: ${why}.`,
    free: () => "Sie werden nicht berechnet.",
  },
});

function whyOf(reason: string): string {
  return reason === "failed" || reason === "budget-spent" || reason === "not-english"
    ? texts[reason]
    : texts.unknown;
}

/** What of a file nobody has looked at. Nothing, when all of it was read. */
export function Unread({ job: { status, unread } }: { job: Job }) {
  if (!unread || status === "failed" || status === "cancelled") return null;
  const reasons = Object.entries(unread.reasons);
  const [only] = reasons;
  const because =
    reasons.length === 1 && only
      ? whyOf(only[0])
      : reasons.map(([reason, blocks]) => texts.because(formatNumber(blocks), whyOf(reason))).join(", ");
  return (
    <Notice tone="warn">
      {texts.unread(formatNumber(unread.blocks), unread.of, because)} {texts.free(unread.blocks)}
    </Notice>
  );
}
