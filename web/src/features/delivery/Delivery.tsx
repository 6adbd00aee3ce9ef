import { useEffect } from "react";
import { LoadFailed, Loading } from "@/components/ui/Blank";
import { Button, ButtonAnchor } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import { Notice } from "@/components/ui/Notice";
import { messageOf } from "@/lib/api/errors";
import type { Download, Quote } from "@/lib/api/types";
import { formatMoney, formatSize } from "@/lib/format";
import { usePendingPayment, useQuote } from "./api/payments";
import styles from "./Delivery.module.css";
import { Price } from "./Price";
import { useDelivery } from "./useDelivery";

interface Props {
  jobId: string;
  isDelivered: boolean;
}

/** Price, payment, file. To be shown only when the server has every decision: the price depends on them. */
export function Delivery({ jobId, isDelivered }: Props) {
  const quote = useQuote(jobId);
  const payment = usePendingPayment(jobId);
  const delivery = useDelivery(jobId);
  const paid = payment.data?.status;

  useEffect(() => {
    if (paid === "settled") void quote.refetch();
  }, [paid, quote.refetch]);

  if (quote.isPending) return <Loading what="Working out the price" />;
  if (quote.isError) return <LoadFailed error={quote.error} retry={() => void quote.refetch()} />;

  return (
    <div className={styles.delivery}>
      <Price quote={quote.data} />
      {paid === "pending" && <Notice>We are waiting for your payment to be confirmed.</Notice>}
      {paid === "settled" && <Notice tone="good">Paid. Thank you.</Notice>}
      {paid === "failed" && (
        <Notice tone="bad">The payment did not go through. You have not been charged.</Notice>
      )}
      {delivery.isError && <Notice tone="bad">{messageOf(delivery.error)}</Notice>}
      {delivery.data ? (
        <Ready download={delivery.data} onExpired={() => delivery.mutate()} />
      ) : (
        <Button
          look="primary"
          isBusy={delivery.isPending || paid === "pending"}
          onClick={() => delivery.mutate()}
        >
          {!delivery.isPending && <Icon name="download" />}
          {delivery.isPending ? "Building your file" : actionFor(quote.data)}
        </Button>
      )}
      {!isDelivered && !delivery.data && (
        <p className={styles.note}>The download closes this review: decisions can’t be changed after it.</p>
      )}
    </div>
  );
}

function actionFor({ free, due }: Quote): string {
  return free ? "Download" : `Pay ${formatMoney(due)}`;
}

function Ready({ download, onExpired }: { download: Download; onExpired: () => void }) {
  const { url, name, size, expiresAt } = download;
  return (
    <>
      <Notice tone="good" icon="accept">
        Your file is ready and should be downloading.
      </Notice>
      <ButtonAnchor
        look="secondary"
        href={url ?? undefined}
        download={name}
        onClick={(event) => {
          if (expiresAt && Date.parse(expiresAt) > Date.now()) return;
          // Links last for minutes; the file is kept longer and gets a new one.
          event.preventDefault();
          onExpired();
        }}
      >
        <Icon name="download" />
        <span className={styles.name}>Download {name}</span>
        {size !== null && <span className={styles.size}>{formatSize(size)}</span>}
      </ButtonAnchor>
    </>
  );
}
