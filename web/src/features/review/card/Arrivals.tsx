import { Badge } from "@/components/ui/Badge";
import type { Change } from "@/lib/api/types";
import { categoryName } from "@/lib/categories";
import { catalogue } from "@/lib/i18n/catalogue";
import { settledBecause } from "../queue/standing";
import styles from "./Arrivals.module.css";
import { ChangeLine } from "./ChangeLine";

const texts = catalogue({
  en: { newest: "Newest cards", settled: "Settled" },
  de: { newest: "Neueste Karten", settled: "Erledigt" },
});

/** The newest cards, a line each, as they come in. */
export function Arrivals({ changes }: { changes: readonly Change[] }) {
  const newest = changes.slice(-5).reverse();
  if (newest.length === 0) return null;
  return (
    <ul className={styles.arrivals} aria-label={texts.newest}>
      {newest.map((change) => (
        <li key={change.id} className={styles.arrival}>
          <span className={styles.text}>
            <ChangeLine {...change} />
            {change.settledBy && <span className={styles.settled}>{settledBecause(change)}</span>}
          </span>
          <Badge tone={change.settledBy ? "neutral" : "busy"}>
            {change.settledBy ? texts.settled : categoryName(change.category)}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
