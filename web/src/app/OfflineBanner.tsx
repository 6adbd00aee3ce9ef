import { type ReactNode, useEffect } from "react";
import { Icon, type IconName } from "@/components/ui/Icon";
import { outbox } from "@/features/review/queue/outbox";
import { useUnsent } from "@/features/review/queue/useDecisionQueue";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { useNewVersion } from "@/lib/offline/appVersion";
import { useIsOnline } from "@/lib/online";
import styles from "./OfflineBanner.module.css";

const texts = catalogue({
  en: {
    offline: "Offline: what you decide is kept on this device",
    kept: (unsent: number) => `Offline: ${count(unsent, "decision", "decisions")} kept on this device`,
    stuck: (unsent: number) => `${count(unsent, "decision", "decisions")} kept on this device, not sent yet`,
    unsafe: "This browser keeps nothing: leave the page open until all is sent",
    caughtUp: (sent: number) => `Back online: ${count(sent, "decision", "decisions")} sent`,
    refused: (number: number, problem: string) =>
      `${count(number, "decision was", "decisions were")} not taken: ${problem}`,
    understood: "OK",
    newVersion: "A new version is ready.",
    reload: "Reload",
  },
  de: {
    offline: "Offline: Entscheidungen bleiben auf diesem Gerät",
    kept: (unsent) => `Offline: ${count(unsent, "Entscheidung", "Entscheidungen")} auf diesem Gerät`,
    stuck: (unsent) =>
      `${count(unsent, "Entscheidung", "Entscheidungen")} auf diesem Gerät, noch nicht gesendet`,
    unsafe: "Dieser Browser speichert nichts: Seite offen lassen, bis alles gesendet ist",
    caughtUp: (sent) => `Wieder online: ${count(sent, "Entscheidung", "Entscheidungen")} gesendet`,
    refused: (number, problem) =>
      `${count(number, "Entscheidung", "Entscheidungen")} nicht angenommen: ${problem}`,
    understood: "OK",
    newVersion: "Eine neue Version ist da.",
    reload: "Neu laden",
  },
});

/** How long it is said that all is sent, in milliseconds. */
const sayFor = 6_000;

/** One line below the header for what concerns the whole app; the most pressing alone, since it takes room from the cards. */
export function OfflineBanner() {
  const isOnline = useIsOnline();
  const version = useNewVersion();
  const { unsent, problem, isSafe, caughtUp, refusals } = useUnsent();
  const refused = refusals.at(-1);

  useEffect(() => {
    if (caughtUp === 0) return;
    const timer = setTimeout(outbox.dismissCaughtUp, sayFor);
    return () => clearTimeout(timer);
  }, [caughtUp]);

  if (unsent > 0 && !isSafe) return <Line icon="alert">{texts.unsafe}</Line>;
  if (!isOnline) return <Line icon="cloud">{unsent > 0 ? texts.kept(unsent) : texts.offline}</Line>;
  if (refused) {
    return (
      <Line icon="alert" action={texts.understood} onAction={outbox.dismissRefusals}>
        {texts.refused(
          refusals.reduce((sum, refusal) => sum + refusal.count, 0),
          refused.problem,
        )}
      </Line>
    );
  }
  if (problem && unsent > 0) return <Line icon="cloud">{texts.stuck(unsent)}</Line>;
  if (caughtUp > 0) {
    return (
      <Line icon="accept" tone="good">
        {texts.caughtUp(caughtUp)}
      </Line>
    );
  }
  if (version.state === "none") return null;
  return (
    <Line icon="info" tone="good" action={texts.reload} onAction={version.reload}>
      {texts.newVersion}
    </Line>
  );
}

interface LineProps {
  icon: IconName;
  tone?: "warn" | "good";
  action?: string;
  onAction?: () => void;
  children: ReactNode;
}

function Line({ icon, tone = "warn", action, onAction, children }: LineProps) {
  return (
    <div className={styles.banner} data-tone={tone} role="status">
      <Icon name={icon} />
      <span className={styles.text}>{children}</span>
      {action && (
        <button type="button" className={styles.action} onClick={onAction}>
          {action}
        </button>
      )}
    </div>
  );
}
