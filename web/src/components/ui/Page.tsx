import type { ReactNode } from "react";
import { useTitle } from "@/lib/title";
import styles from "./Page.module.css";

interface Props {
  title: string;
  lead?: ReactNode;
  isNarrow?: boolean;
  children: ReactNode;
}

export function Page({ title, lead, isNarrow = false, children }: Props) {
  useTitle(title);
  return (
    <div className={`${styles.page} ${isNarrow ? styles.narrow : ""}`}>
      <header className={styles.header}>
        <h1>{title}</h1>
        {lead && <p>{lead}</p>}
      </header>
      {children}
    </div>
  );
}

export function Panel({ children }: { children: ReactNode }) {
  return <div className={styles.panel}>{children}</div>;
}
