import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";
import styles from "./Notice.module.css";

interface Props {
  tone?: "info" | "bad" | "good" | "warn";
  icon?: IconName;
  children: ReactNode;
}

/** A bad notice interrupts a screen reader; the others wait their turn. */
export function Notice({ tone = "info", icon = tone === "bad" ? "alert" : "info", children }: Props) {
  return (
    <div className={`${styles.notice} ${styles[tone] ?? ""}`} role={tone === "bad" ? "alert" : "status"}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}
