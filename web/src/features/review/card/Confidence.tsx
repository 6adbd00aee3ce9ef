import styles from "./Confidence.module.css";
import { confidenceBand } from "./words";

export function Confidence({ value }: { value: number }) {
  const { bars, label } = confidenceBand(value);
  return (
    <span className={styles.confidence}>
      <svg aria-hidden="true" width="16" height="14" viewBox="0 0 16 14">
        {[1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={(bar - 1) * 5.5}
            y={12 - bar * 3.6}
            width="4"
            height={bar * 3.6 + 2}
            rx="1.2"
            className={bar <= bars ? styles.on : styles.off}
          />
        ))}
      </svg>
      {label}
    </span>
  );
}
