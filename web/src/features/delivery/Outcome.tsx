import type { JobCounts } from "@/lib/api/types";
import styles from "./Outcome.module.css";

/** What was decided, as four figures. */
export function Outcome({ counts }: { counts: JobCounts }) {
  const figures = [
    { label: "Accepted", value: counts.accepted, look: styles.accepted },
    { label: "Rejected", value: counts.rejected, look: styles.rejected },
    { label: "Skipped", value: counts.skipped, look: "" },
    { label: "Undecided", value: counts.pending, look: "" },
  ];
  return (
    <dl className={styles.outcome}>
      {figures.map(({ label, value, look }) => (
        <div key={label} className={`${styles.figure} ${look}`}>
          <dt>{label}</dt>
          <dd>{value.toLocaleString()}</dd>
        </div>
      ))}
    </dl>
  );
}
