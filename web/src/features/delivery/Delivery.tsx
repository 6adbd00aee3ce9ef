import { useEffect } from "react";
import { LoadFailed, Loading } from "@/components/ui/Blank";
import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { messageOf } from "@/lib/api/errors";
import { formatMoney } from "@/lib/format";
import { knownFormats } from "@/lib/formats";
import { usePendingPayment, useQuote } from "./api/payments";
import styles from "./Delivery.module.css";
import { FormatRow } from "./FormatRow";
import { Price } from "./Price";
import { useCheckout } from "./useDelivery";

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

  if (quote.isPending) return <Loading what="Working out the price" />;
  if (quote.isError) return <LoadFailed error={quote.error} retry={() => void quote.refetch()} />;

  const isDue = Number(quote.data.due.amount) > 0;
  return (
    <div className={styles.delivery}>
      <Price quote={quote.data} />
      {paid === "pending" && <Notice>We are waiting for your payment to be confirmed.</Notice>}
      {paid === "settled" && <Notice tone="good">Paid. Thank you.</Notice>}
      {paid === "failed" && (
        <Notice tone="bad">The payment did not go through. You have not been charged.</Notice>
      )}
      {checkout.isError && <Notice tone="bad">{messageOf(checkout.error)}</Notice>}
      {isDue && (
        <Button
          look="primary"
          isBusy={checkout.isPending || paid === "pending"}
          onClick={() => checkout.mutate()}
        >
          Pay {formatMoney(quote.data.due)}
        </Button>
      )}
      <ul className={styles.formats} aria-label="What you can get">
        {knownFormats(formats).map((format) => (
          <FormatRow key={format} jobId={jobId} format={format} formats={formats} isLocked={isDue} />
        ))}
      </ul>
      {!isDelivered && (
        <p className={styles.note}>
          Downloading the file itself closes this review: decisions can’t be changed after it.
        </p>
      )}
    </div>
  );
}
