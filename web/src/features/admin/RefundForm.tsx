import { useRef } from "react";
import { Button } from "@/components/ui/Button";
import { TextField } from "@/components/ui/Field";
import { Notice } from "@/components/ui/Notice";
import { messageOf } from "@/lib/api/messages";
import type { AnyPayment } from "@/lib/api/types";
import { formatMoney } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./Admin.module.css";
import { useRefund } from "./api/payments";

const texts = catalogue({
  en: {
    amount: (currency: string) => `Amount in ${currency}`,
    hint: (left: string) =>
      `${left} at most. All of it closes the download of what was not delivered; a part is a kindness and closes nothing.`,
    reason: "Reason",
    refund: "Give back",
    ordered: (amount: string) => `${amount} on its way back.`,
  },
  de: {
    amount: (currency) => `Betrag in ${currency}`,
    hint: (left) =>
      `Höchstens ${left}. Alles davon schließt den Download dessen, was nicht ausgeliefert ist; ein Teil ist Kulanz und schließt nichts.`,
    reason: "Grund",
    refund: "Erstatten",
    ordered: (amount) => `${amount} auf dem Rückweg.`,
  },
});

/** Sends money of a payment back: all that is left, or a part. */
export function RefundForm({ payment: { id, left } }: { payment: AnyPayment }) {
  const form = useRef<HTMLFormElement>(null);
  const refund = useRefund(id);
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget);
        const amount = { amount: String(given.get("amount")), currency: left.currency };
        refund.mutate(
          { amount, reason: String(given.get("reason")) },
          { onSuccess: () => form.current?.reset() },
        );
      }}
    >
      {refund.isError && <Notice tone="bad">{messageOf(refund.error)}</Notice>}
      {refund.isSuccess && <Notice tone="good">{texts.ordered(formatMoney(refund.data.amount))}</Notice>}
      {Number(left.amount) > 0 && (
        <>
          <TextField
            key={left.amount}
            label={texts.amount(left.currency)}
            name="amount"
            inputMode="decimal"
            pattern="[0-9]+(\.[0-9]+)?"
            defaultValue={left.amount.replace(/(\.\d\d)\d*$/, "$1")}
            required
            hint={texts.hint(formatMoney(left))}
          />
          <TextField label={texts.reason} name="reason" required maxLength={500} />
          <Button type="submit" look="danger" isBusy={refund.isPending}>
            {texts.refund}
          </Button>
        </>
      )}
    </form>
  );
}
