import { type ReactNode, useId } from "react";
import { Panel } from "./Page";
import styles from "./Section.module.css";

interface Props {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

/** A part of a page that has a heading of its own. */
export function Section({ title, lead, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Panel>
        <header className={styles.head}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {lead && <p className={styles.lead}>{lead}</p>}
        </header>
        {children}
      </Panel>
    </section>
  );
}
