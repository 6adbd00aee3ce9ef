import { Icon } from "@/components/ui/Icon";
import { useIsOnline } from "@/lib/online";
import styles from "./OfflineBanner.module.css";

export function OfflineBanner() {
  if (useIsOnline()) return null;
  return (
    <p className={styles.banner} role="status">
      <Icon name="cloud" />
      You are offline. Decisions are kept on this device and sent when the network is back.
    </p>
  );
}
