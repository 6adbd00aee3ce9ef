import { useEffect } from "react";
import { LoadFailed, Loading } from "@/components/ui/Blank";
import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { messageOf } from "@/lib/api/messages";
import { formatMoney } from "@/lib/format";
import { knownFormats } from "@/lib/formats";
import { catalogue } from "@/lib/i18n/catalogue";
import { usePendingPayment, useQuote } from "./api/payments";
import styles from "./Delivery.module.css";
import { FormatRow } from "./FormatRow";
import { Price } from "./Price";
import { useCheckout } from "./useDelivery";

const texts = catalogue({
  en: {
    pricing: "Working out the price",
    pending:
      "We are waiting for your payment to be confirmed. You can leave this page; it goes on without you.",
    settled: "Paid. Thank you.",
    failed: "The payment did not go through. You have not been charged; you can try again.",
    refunded: "Your payment was given back. To download, it has to be paid again.",
    disputed:
      "Your bank is looking into your payment. What is not downloaded yet waits until it has decided.",
    pay: (amount: string) => `Pay ${amount}`,
    formats: "What you can get",
    closes: "Downloading the file itself closes this review: decisions can’t be changed after it.",
  },
  de: {
    pricing: "Der Preis wird berechnet",
    pending: "Deine Zahlung wird noch bestätigt. Du kannst die Seite verlassen; es geht ohne dich weiter.",
    settled: "Bezahlt. Danke.",
    failed: "Die Zahlung hat nicht geklappt. Es wurde nichts abgebucht; du kannst es noch einmal versuchen.",
    refunded: "Deine Zahlung wurde erstattet. Zum Herunterladen ist sie noch einmal nötig.",
    disputed:
      "Deine Bank prüft deine Zahlung. Was noch nicht heruntergeladen ist, wartet auf ihre Entscheidung.",
    pay: (amount) => `${amount} bezahlen`,
    formats: "Was du bekommen kannst",
    closes:
      "Wer die Datei selbst herunterlädt, schließt diese Durchsicht ab: Die Entscheidungen stehen dann fest.",
  },
});

interface Props {
  jobId: string;
  /** What the job can be had as. */
  formats: readonly string[];
  isDelivered: boolean;
}

/** Price, payment, files. To be shown only when the server has every decision: the price depends on them. */
export function Delivery({ jobId, formats, isDelivered }: Props) {
  const quote = useQuote(jobId);
  const payment = usePendingPayment(jobId);
  const checkout = useCheckout(jobId);
  const paid = payment.data?.status;

  useEffect(() => {
    if (paid === "settled") void quote.refetch();
  }, [paid, quote.refetch]);

  if (quote.isPending) return <Loading what={texts.pricing} />;
  if (quote.isError) return <LoadFailed error={quote.error} retry={() => void quote.refetch()} />;

  const isDue = Number(quote.data.due.amount) > 0;
  return (
    <div className={styles.delivery}>
      <Price quote={quote.data} />
      {paid === "pending" && <Notice>{texts.pending}</Notice>}
      {paid === "settled" && <Notice tone="good">{texts.settled}</Notice>}
      {paid === "failed" && <Notice tone="bad">{texts.failed}</Notice>}
      {(paid === "refunded" || paid === "chargedBack") && isDue && <Notice>{texts.refunded}</Notice>}
      {paid === "disputed" && <Notice>{texts.disputed}</Notice>}
      {checkout.isError && <Notice tone="bad">{messageOf(checkout.error)}</Notice>}
      {isDue && (
        <Button
          look="primary"
          isBusy={checkout.isPending || paid === "pending"}
          onClick={() => checkout.mutate()}
        >
          {texts.pay(formatMoney(quote.data.due))}
        </Button>
      )}
      <ul className={styles.formats} aria-label={texts.formats}>
        {knownFormats(formats).map((format) => (
          <FormatRow key={format} jobId={jobId} format={format} formats={formats} isLocked={isDue} />
        ))}
      </ul>
      {!isDelivered && <p className={styles.note}>{texts.closes}</p>}
    </div>
  );
}
