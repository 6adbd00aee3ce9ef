import type { ComponentProps } from "react";
import { Link, type LinkProps } from "react-router";
import styles from "./Button.module.css";
import { Spinner } from "./Spinner";

type Look = "primary" | "secondary" | "quiet" | "danger";

type ButtonProps = ComponentProps<"button"> & { look?: Look; isBusy?: boolean };

export function Button({ look = "secondary", isBusy = false, disabled, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`${styles.button} ${styles[look]}`}
      disabled={disabled || isBusy}
      aria-busy={isBusy || undefined}
      {...rest}
    >
      {isBusy && <Spinner size={16} />}
      {children}
    </button>
  );
}

export function ButtonLink({ look = "secondary", ...rest }: LinkProps & { look?: Look }) {
  return <Link className={`${styles.button} ${styles[look]}`} {...rest} />;
}

/** For addresses outside the app's own pages: a file, a checkout. */
export function ButtonAnchor({
  look = "secondary",
  children,
  ...rest
}: ComponentProps<"a"> & { look?: Look }) {
  return (
    <a className={`${styles.button} ${styles[look]}`} {...rest}>
      {children}
    </a>
  );
}
