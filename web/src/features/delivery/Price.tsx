import type { Quote } from "@/lib/api/types";
import { formatMoney } from "@/lib/format";
import styles from "./Price.module.css";

export function Price({ quote }: { quote: Quote }) {
  return (
    <section className={styles.price} aria-label="Price">
      {quote.lines.length > 0 && (
        <ul className={styles.lines}>
          {quote.lines.map((line) => (
            <li key={line.description}>
              <span>{line.description}</span>
              <span className={styles.quantity}>{line.quantity.toLocaleString()}</span>
              <span>{formatMoney(line.amount)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.total}>
        <span>{quote.free ? "Nothing is due" : "To pay"}</span>
        <strong>{formatMoney(quote.due)}</strong>
      </p>
    </section>
  );
}
