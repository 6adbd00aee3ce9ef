import type { ReactNode } from "react";
import { messageOf } from "@/lib/api/messages";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./Blank.module.css";
import { Button } from "./Button";
import { Icon, type IconName } from "./Icon";
import { Spinner } from "./Spinner";

const texts = catalogue({
  en: { failed: "That didn't load", again: "Try again" },
  de: { failed: "Das ließ sich nicht laden", again: "Noch einmal versuchen" },
});

interface Props {
  icon: IconName;
  title: string;
  tone?: "neutral" | "bad" | "good";
  /** It stands for the whole page, so its title is the page's. */
  isPage?: boolean;
  children?: ReactNode;
  actions?: ReactNode;
}

/** What stands where content would: nothing yet, all done, or it went wrong; and what to do next. */
export function Blank({ icon, title, tone = "neutral", isPage = false, children, actions }: Props) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <section className={styles.blank}>
      <span className={`${styles.mark} ${styles[tone] ?? ""}`}>
        <Icon name={icon} size={28} />
      </span>
      <Heading className={styles.title}>{title}</Heading>
      {children && <p>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}

export function LoadFailed({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Blank
      icon="alert"
      tone="bad"
      title={texts.failed}
      actions={
        <Button look="primary" onClick={retry}>
          {texts.again}
        </Button>
      }
    >
      {messageOf(error)}
    </Blank>
  );
}

export function Loading({ what }: { what: string }) {
  return (
    <div className={`${styles.blank} ${styles.loading}`} role="status">
      <Spinner size={32} />
      <p>{what}</p>
    </div>
  );
}
