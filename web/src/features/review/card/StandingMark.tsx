import { Badge, type Tone } from "@/components/ui/Badge";
import type { ChangeState } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./StandingMark.module.css";

export interface Mark {
  state: ChangeState | "flagged";
  by?: "person" | "bulk" | "rule" | "autopilot" | undefined;
  because?: string | null | undefined;
}

const states = catalogue({
  en: {
    pending: "Open",
    accepted: "Accepted",
    rejected: "Rejected",
    skipped: "Skipped",
    flagged: "Flagged",
  },
  de: {
    pending: "Offen",
    accepted: "Angenommen",
    rejected: "Abgelehnt",
    skipped: "Übersprungen",
    flagged: "Gemerkt",
  },
});
const makers = catalogue({
  en: { person: "", bulk: "with its group", rule: "by a rule", autopilot: "by autopilot" },
  de: { person: "", bulk: "mit ihrer Gruppe", rule: "durch eine Regel", autopilot: "durch den Autopiloten" },
});
const tones: Record<Mark["state"], Tone> = {
  pending: "neutral",
  accepted: "good",
  rejected: "bad",
  skipped: "neutral",
  flagged: "warn",
};

/** How a card stands and who decided it, with the reason where it wasn't a person. */
export function StandingMark({ state, by = "person", because }: Mark) {
  const label = [states[state], makers[by]].filter(Boolean).join(" ");
  return (
    <span className={styles.mark}>
      <Badge tone={tones[state]}>{label}</Badge>
      {because && <span className={styles.because}>{because}</span>}
    </span>
  );
}

export function stateName(state: Mark["state"]): string {
  return states[state];
}
