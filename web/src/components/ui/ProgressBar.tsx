import styles from "./ProgressBar.module.css";

interface Props {
  label: string;
  value: number;
  max: number;
  isThin?: boolean;
}

export function ProgressBar({ label, value, max, isThin = false }: Props) {
  return (
    <progress
      className={`${styles.bar} ${isThin ? styles.thin : ""}`}
      aria-label={label}
      value={Math.min(value, max)}
      max={max || 1}
    />
  );
}
