import { useId } from "react";
import styles from "./Toggle.module.css";

interface Props {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Toggle({ label, hint, checked, onChange }: Props) {
  const id = useId();
  return (
    <label className={styles.toggle}>
      <span>
        <strong>{label}</strong>
        <span className={styles.hint} id={id}>
          {hint}
        </span>
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        aria-label={label}
        aria-describedby={id}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}
