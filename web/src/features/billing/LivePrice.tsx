import type { Quote } from "@/lib/api/types";
import { formatMoney } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { useLivePrice } from "./api/livePrice";
import styles from "./LivePrice.module.css";

const texts = catalogue({
  en: {
    price: "Price so far",
    nothingDue: "Nothing due",
    due: (amount: string) => `${amount} due`,
    more: (amount: string) => `${amount} more due`,
    paid: "Paid",
    back: (amount: string) => `${amount} comes back`,
    lastKnown: (price: string) => `${price} when last known`,
  },
  de: {
    price: "Preis bis hier",
    nothingDue: "Nichts fällig",
    due: (amount) => `${amount} zu bezahlen`,
    more: (amount) => `noch ${amount} zu bezahlen`,
    paid: "Bezahlt",
    back: (amount) => `${amount} kommt zurück`,
    lastKnown: (price) => `${price}, zuletzt bekannt`,
  },
});

interface Props {
  jobId: string;
  /** As the server counts them. */
  accepted: number;
}

/** The price as it moves, small and silent: nobody who swipes is to be told it card by card. */
export function LivePrice({ jobId, accepted }: Props) {
  const { quote, isLastKnown } = useLivePrice(jobId, accepted);
  if (!quote) return null;
  const price = say(quote);
  return (
    <span className={styles.price} role="note" aria-label={texts.price}>
      {isLastKnown ? texts.lastKnown(price) : price}
    </span>
  );
}

/** Of a job that was paid for already, the difference: what is more due, or what comes back. */
function say({ due, paid, back, free }: Quote): string {
  if (Number(back.amount) > 0) return texts.back(formatMoney(back));
  if (Number(paid.amount) > 0) return free ? texts.paid : texts.more(formatMoney(due));
  return free ? texts.nothingDue : texts.due(formatMoney(due));
}
