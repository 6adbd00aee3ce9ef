import { formatMoney } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { useLivePrice } from "./api/livePrice";
import styles from "./LivePrice.module.css";

const texts = catalogue({
  en: {
    price: "Price so far",
    nothingDue: "Nothing due",
    due: (amount: string) => `${amount} due`,
    lastKnown: (price: string) => `${price} when last known`,
  },
  de: {
    price: "Preis bis hier",
    nothingDue: "Nichts fällig",
    due: (amount) => `${amount} zu bezahlen`,
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
  const price = quote.free ? texts.nothingDue : texts.due(formatMoney(quote.due));
  return (
    <span className={styles.price} role="note" aria-label={texts.price}>
      {isLastKnown ? texts.lastKnown(price) : price}
    </span>
  );
}
