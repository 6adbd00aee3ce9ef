import { type ComponentProps, useId } from "react";
import styles from "./Field.module.css";
import { Icon } from "./Icon";

interface Shared {
  label: string;
  hint?: string | undefined;
  error?: string | null | undefined;
}

export function TextField({ label, hint, error, ...input }: Shared & ComponentProps<"input">) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input className={styles.control} {...describedBy(id, hint, error)} {...input} />
    </Frame>
  );
}

export function TextAreaField({ label, hint, error, ...input }: Shared & ComponentProps<"textarea">) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea className={styles.control} rows={3} {...describedBy(id, hint, error)} {...input} />
    </Frame>
  );
}

/** Its label is for ears: eyes have the glass and the words in the field. */
export function SearchField({ label, ...input }: { label: string } & ComponentProps<"input">) {
  return (
    <div className={styles.search}>
      <Icon name="search" />
      <input type="search" className={styles.control} aria-label={label} placeholder={label} {...input} />
    </div>
  );
}

interface Option {
  value: string;
  label: string;
}

export function SelectField({
  label,
  options,
  ...select
}: { label: string; options: Option[] } & ComponentProps<"select">) {
  return (
    <select className={styles.control} aria-label={label} {...select}>
      {options.map(({ value, label: text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}

function Frame({ id, label, hint, error, children }: Shared & { id: string; children: React.ReactNode }) {
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children}
      {error ? (
        <p className={styles.error} id={`${id}-note`} role="alert">
          {error}
        </p>
      ) : (
        hint && (
          <p className={styles.hint} id={`${id}-note`}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}

function describedBy(id: string, hint: string | undefined, error: string | null | undefined) {
  return {
    id,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": hint || error ? `${id}-note` : undefined,
  };
}
