import { Icon } from "@/components/ui/Icon";
import type { Change } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./Origin.module.css";
import { providerName } from "./words";

const texts = catalogue({
  en: { sentTo: (name: string) => `Sent to ${name}`, stayed: "Stayed on this machine" },
  de: { sentTo: (name) => `An ${name} gesendet`, stayed: "Blieb auf diesem Rechner" },
});

/** Who proposed it, and whether anything left the machine for that. */
export function Origin({ change: { provider, leftMachine } }: { change: Change }) {
  const name = providerName(provider);
  return (
    <footer className={styles.origin}>
      <span>{name}</span>
      <span className={leftMachine ? styles.left : styles.stayed}>
        <Icon name={leftMachine ? "cloud" : "shield"} size={16} />
        {leftMachine ? texts.sentTo(name) : texts.stayed}
      </span>
    </footer>
  );
}
