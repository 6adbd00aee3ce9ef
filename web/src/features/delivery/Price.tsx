import type { Quote } from "@/lib/api/types";
import { formatMoney, formatNumber } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./Price.module.css";

const texts = catalogue({
  en: {
    price: "Price",
    nothingDue: "Nothing is due",
    toPay: "To pay",
    paid: "Paid before",
    back: "Comes back to you with the download",
    local: "Accepted changes, proposed on this machine",
    free: "Free this month",
    cloud: "Accepted changes, proposed by cloud models",
    work: "Cloud models' work",
    least: "Up to the least that can be charged",
    rounding: "Rounding",
    most: "Down to the most that a job costs",
  },
  de: {
    price: "Preis",
    nothingDue: "Nichts zu bezahlen",
    toPay: "Zu bezahlen",
    paid: "Schon bezahlt",
    back: "Kommt mit dem Herunterladen zu dir zurück",
    local: "Angenommene Änderungen, vorgeschlagen auf diesem Rechner",
    free: "Diesen Monat frei",
    cloud: "Angenommene Änderungen, vorgeschlagen von Cloud-Modellen",
    work: "Arbeit der Cloud-Modelle",
    least: "Bis zum kleinsten Betrag, der abgebucht werden kann",
    rounding: "Rundung",
    most: "Bis zum höchsten Preis einer Durchsicht",
  },
});

/** The lines that the server writes, by what it calls them; one that it gets later is shown as it comes. */
const lines: Record<string, "local" | "free" | "cloud" | "work" | "least" | "rounding" | "most"> = {
  "Accepted changes, proposed on this machine": "local",
  "Free this month": "free",
  "Accepted changes, proposed by cloud models": "cloud",
  "Cloud models' work": "work",
  "Up to the least that can be charged": "least",
  "Down to the most that a job costs": "most",
  Rounding: "rounding",
};

function describeLine(description: string): string {
  const line = lines[description];
  return line ? texts[line] : description;
}

export function Price({ quote }: { quote: Quote }) {
  return (
    <section className={styles.price} aria-label={texts.price}>
      {quote.lines.length > 0 && (
        <ul className={styles.lines}>
          {quote.lines.map((line) => (
            <li key={line.description}>
              <span>{describeLine(line.description)}</span>
              <span className={styles.quantity}>{formatNumber(line.quantity)}</span>
              <span>{formatMoney(line.amount)}</span>
            </li>
          ))}
        </ul>
      )}
      {Number(quote.paid.amount) > 0 && (
        <p className={styles.total}>
          <span>{texts.paid}</span>
          <span>{formatMoney(quote.paid)}</span>
        </p>
      )}
      <p className={styles.total}>
        <span>{quote.free ? texts.nothingDue : texts.toPay}</span>
        <strong>{formatMoney(quote.due)}</strong>
      </p>
      {Number(quote.back.amount) > 0 && (
        <p className={styles.total}>
          <span>{texts.back}</span>
          <strong>{formatMoney(quote.back)}</strong>
        </p>
      )}
    </section>
  );
}
