import { Icon, type IconName } from "@/components/ui/Icon";
import { catalogue } from "@/lib/i18n/catalogue";
import { useNewVersion } from "@/lib/offline/appVersion";
import { useIsOnline } from "@/lib/online";
import styles from "./OfflineBanner.module.css";

const texts = catalogue({
  en: {
    offline: "Offline. Decisions are kept on this device.",
    newVersion: "A new version is ready.",
    reload: "Reload",
  },
  de: {
    offline: "Offline. Entscheidungen bleiben auf diesem Gerät.",
    newVersion: "Eine neue Version ist da.",
    reload: "Neu laden",
  },
});

/** One line below the header for what concerns the whole app; the most pressing alone, since it takes room from the cards. */
export function OfflineBanner() {
  const isOnline = useIsOnline();
  const version = useNewVersion();
  if (!isOnline) return <Line icon="cloud">{texts.offline}</Line>;
  if (version.state === "none") return null;
  return (
    <Line icon="info" tone="info">
      {texts.newVersion}
      <button type="button" className={styles.action} onClick={version.reload}>
        {texts.reload}
      </button>
    </Line>
  );
}

interface LineProps {
  icon: IconName;
  tone?: "warn" | "info";
  children: React.ReactNode;
}

function Line({ icon, tone = "warn", children }: LineProps) {
  return (
    <p className={styles.banner} data-tone={tone} role="status">
      <Icon name={icon} />
      {children}
    </p>
  );
}
