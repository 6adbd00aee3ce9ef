import { Icon } from "@/components/ui/Icon";
import { useIsOnline } from "@/lib/online";
import styles from "./OfflineBanner.module.css";

export function OfflineBanner() {
  if (useIsOnline()) return null;
  return (
    <p className={styles.banner} role="status">
      <Icon name="cloud" />
      Offline. Decisions are kept here and sent later.
    </p>
  );
}
