import { Row, Rows } from "@/components/ui/Rows";
import { Section } from "@/components/ui/Section";
import type { InspectedPayment } from "@/lib/api/types";
import { formatDate, formatMoney, formatTime } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./Admin.module.css";
import { statusName } from "./texts";

const texts = catalogue({
  en: {
    payment: "Payment",
    status: "Status",
    amount: "Amount",
    refunded: "Given back",
    left: "Left",
    covers: "Covers accepted changes",
    invoice: "Invoice",
    person: "Person",
    job: "Job",
    processor: "Processor",
    problem: "To be looked at",
    refunds: "Refunds",
    byRule: "by rule",
    entries: "Ledger",
  },
  de: {
    payment: "Zahlung",
    status: "Stand",
    amount: "Betrag",
    refunded: "Erstattet",
    left: "Übrig",
    covers: "Deckt angenommene Änderungen",
    invoice: "Rechnung",
    person: "Person",
    job: "Durchsicht",
    processor: "Zahlungsdienst",
    problem: "Anzusehen",
    refunds: "Erstattungen",
    byRule: "nach Regel",
    entries: "Hauptbuch",
  },
});

/** One payment: its facts, what went back of it, and what is booked for it. */
export function PaymentDetails({ inspected }: { inspected: InspectedPayment }) {
  const { refunds, entries, creditNotes } = inspected;
  const numberOf = (id: string) => creditNotes.find(({ refundId }) => refundId === id)?.number;
  return (
    <>
      <Section title={texts.payment}>
        <dl className={styles.facts}>
          {factsOf(inspected).map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
      </Section>
      {refunds.length > 0 && (
        <Section title={texts.refunds}>
          <Rows label={texts.refunds}>
            {refunds.map(({ id, amount, status, reason, orderedBy, createdAt }) => (
              <Row
                key={id}
                icon="undo"
                title={`${formatMoney(amount)} · ${statusName(status)}`}
                note={[
                  reason,
                  !orderedBy && texts.byRule,
                  `${formatDate(createdAt)}, ${formatTime(createdAt)}`,
                  numberOf(id),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              />
            ))}
          </Rows>
        </Section>
      )}
      {entries.length > 0 && (
        <Section title={texts.entries}>
          {entries.map(({ id, kind, at, postings }) => (
            <table key={id} className={styles.accounts}>
              <caption>
                {kind} · {formatDate(at)}, {formatTime(at)}
              </caption>
              <tbody>
                {postings.map(({ account, amount }) => (
                  <tr key={account}>
                    <th scope="row">{account}</th>
                    <td>{formatMoney(amount)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
        </Section>
      )}
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function factsOf({ payment, acceptedChanges, invoice }: InspectedPayment): [string, string][] {
  const facts: [string, string | null][] = [
    [texts.status, statusName(payment.status)],
    [texts.amount, formatMoney(payment.amount)],
    [texts.refunded, formatMoney(payment.refunded)],
    [texts.left, formatMoney(payment.left)],
    [texts.covers, String(acceptedChanges)],
    [texts.invoice, invoice],
    [texts.person, payment.userId],
    [texts.job, payment.jobId],
    [texts.processor, payment.processor],
    [texts.problem, payment.problem],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}
