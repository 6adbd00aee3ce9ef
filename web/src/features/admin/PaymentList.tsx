import { useDeferredValue, useState } from "react";
import { Link } from "react-router";
import { Blank, LoadFailed, Loading } from "@/components/ui/Blank";
import { Button } from "@/components/ui/Button";
import { SearchField } from "@/components/ui/Field";
import { Row, Rows } from "@/components/ui/Rows";
import type { AnyPayment } from "@/lib/api/types";
import { formatDate, formatMoney, formatTime } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { useAllPayments } from "./api/payments";
import { statusName } from "./texts";

const texts = catalogue({
  en: {
    search: "Payment, job, person or number of a paper",
    fetching: "Fetching payments",
    list: "Payments",
    none: "No such payment",
    noneText: "Search by the id of a payment, a job or a person, or by a number such as I-2026-000001.",
    back: (amount: string) => `${amount} given back`,
    look: (problem: string) => `to be looked at: ${problem}`,
    older: "Show older",
  },
  de: {
    search: "Zahlung, Durchsicht, Person oder Nummer eines Belegs",
    fetching: "Zahlungen werden geladen",
    list: "Zahlungen",
    none: "Keine solche Zahlung",
    noneText:
      "Suche nach der Kennung einer Zahlung, einer Durchsicht oder einer Person, oder nach einer Nummer wie I-2026-000001.",
    back: (amount) => `${amount} erstattet`,
    look: (problem) => `anzusehen: ${problem}`,
    older: "Ältere zeigen",
  },
});

/** Everybody's payments, to be searched. */
export function PaymentList() {
  const [sought, setSought] = useState("");
  const payments = useAllPayments(useDeferredValue(sought.trim()));
  return (
    <>
      <SearchField label={texts.search} value={sought} onChange={({ target }) => setSought(target.value)} />
      {payments.isPending && <Loading what={texts.fetching} />}
      {payments.isError && <LoadFailed error={payments.error} retry={() => void payments.refetch()} />}
      {payments.data?.length === 0 && (
        <Blank icon="search" title={texts.none}>
          {texts.noneText}
        </Blank>
      )}
      {payments.data && payments.data.length > 0 && (
        <Rows label={texts.list}>
          {payments.data.map((payment) => (
            <Row
              key={payment.id}
              icon={payment.problem ? "alert" : "lock"}
              title={<Link to={`/admin/payments/${payment.id}`}>{formatMoney(payment.amount)}</Link>}
              note={noteOf(payment)}
            />
          ))}
        </Rows>
      )}
      {payments.hasNextPage && (
        <Button isBusy={payments.isFetchingNextPage} onClick={() => void payments.fetchNextPage()}>
          {texts.older}
        </Button>
      )}
    </>
  );
}

function noteOf({ status, createdAt, refunded, processor, problem }: AnyPayment): string {
  return [
    statusName(status),
    Number(refunded.amount) > 0 && texts.back(formatMoney(refunded)),
    `${formatDate(createdAt)}, ${formatTime(createdAt)}`,
    processor,
    problem && texts.look(problem),
  ]
    .filter(Boolean)
    .join(" · ");
}
