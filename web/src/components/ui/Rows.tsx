import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";
import styles from "./Rows.module.css";

export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface Props {
  icon: IconName;
  title: ReactNode;
  note?: ReactNode;
  action?: ReactNode;
}

/** One thing of a list: what it is, what of it matters, and what can be done with it. */
export function Row({ icon, title, note, action }: Props) {
  return (
    <li className={styles.row}>
      <Icon name={icon} />
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        {note && <p className={styles.note}>{note}</p>}
      </div>
      {action}
    </li>
  );
}
