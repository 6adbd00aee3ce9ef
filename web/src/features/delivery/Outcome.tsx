import type { JobCounts } from "@/lib/api/types";
import { formatNumber } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./Outcome.module.css";

const texts = catalogue({
  en: { accepted: "Accepted", rejected: "Rejected", skipped: "Skipped", undecided: "Undecided" },
  de: { accepted: "Angenommen", rejected: "Abgelehnt", skipped: "Übersprungen", undecided: "Offen" },
});

/** What was decided, as four figures. */
export function Outcome({ counts }: { counts: JobCounts }) {
  const figures = [
    { label: texts.accepted, value: counts.accepted, look: styles.accepted },
    { label: texts.rejected, value: counts.rejected, look: styles.rejected },
    { label: texts.skipped, value: counts.skipped, look: "" },
    { label: texts.undecided, value: counts.pending, look: "" },
  ];
  return (
    <dl className={styles.outcome}>
      {figures.map(({ label, value, look }) => (
        <div key={label} className={`${styles.figure} ${look}`}>
          <dt>{label}</dt>
          <dd>{formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
