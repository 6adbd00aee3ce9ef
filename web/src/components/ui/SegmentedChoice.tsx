import styles from "./SegmentedChoice.module.css";

interface Props<T extends string> {
  legend: string;
  name: string;
  value: T;
  options: { value: T; label: string }[];
  onChange: (value: T) => void;
  isLegendHidden?: boolean;
  /** A key that goes on to the next option, wherever the focus is. */
  keys?: string;
}

export function SegmentedChoice<T extends string>(props: Props<T>) {
  const { legend, name, value, options, onChange, isLegendHidden = false, keys } = props;
  return (
    <fieldset className={styles.choice} aria-keyshortcuts={keys}>
      <legend className={isLegendHidden ? "visually-hidden" : undefined}>{legend}</legend>
      <div className={styles.segments}>
        {options.map((option) => (
          <label key={option.value} className={styles.segment}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
