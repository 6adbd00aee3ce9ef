import type { ComponentProps } from "react";
import { NavLink, type NavLinkProps } from "react-router";
import { Icon, type IconName } from "./Icon";
import styles from "./IconButton.module.css";

interface Look {
  icon: IconName;
  /** What it does, since a picture alone says that to nobody. */
  label: string;
  /** Something new is behind it; the label says what. */
  hasNews?: boolean;
}

/** A button that is a picture: round, and as large as a finger. */
export function IconButton({ icon, label, hasNews = false, ...rest }: Look & ComponentProps<"button">) {
  return (
    <button type="button" className={styles.button} aria-label={label} title={label} {...rest}>
      <Face icon={icon} hasNews={hasNews} />
    </button>
  );
}

export function IconLink({ icon, label, hasNews = false, ...rest }: Look & NavLinkProps) {
  return (
    <NavLink className={styles.button ?? ""} aria-label={label} title={label} {...rest}>
      <Face icon={icon} hasNews={hasNews} />
    </NavLink>
  );
}

function Face({ icon, hasNews }: Pick<Look, "icon" | "hasNews">) {
  return (
    <>
      <Icon name={icon} size={22} />
      {hasNews && <span className={styles.dot} />}
    </>
  );
}
