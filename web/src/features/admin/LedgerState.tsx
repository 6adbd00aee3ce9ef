import { LoadFailed, Loading } from "@/components/ui/Blank";
import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import type { LedgerCheck } from "@/lib/api/types";
import { formatMoney, formatNumber } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./Admin.module.css";
import { useLedgerCheck } from "./api/payments";

const texts = catalogue({
  en: {
    adding: "Adding it up",
    holds: (entries: string) => `It balances: ${entries} entries sum to zero in every currency.`,
    wrong: (entries: string, payments: string) =>
      `It does not balance: ${entries} entries don’t sum to zero, ${payments} payments are booked otherwise than they say.`,
    account: "Account",
    balance: "Balance",
    again: "Add up again",
  },
  de: {
    adding: "Wird addiert",
    holds: (entries) => `Es stimmt: ${entries} Buchungen ergeben in jeder Währung null.`,
    wrong: (entries, payments) =>
      `Es stimmt nicht: ${entries} Buchungen ergeben nicht null, ${payments} Zahlungen sind anders gebucht, als sie sagen.`,
    account: "Konto",
    balance: "Saldo",
    again: "Noch einmal addieren",
  },
});

/** The whole ledger, added up anew. */
export function LedgerState() {
  const check = useLedgerCheck();
  if (check.isPending) return <Loading what={texts.adding} />;
  if (check.isError) return <LoadFailed error={check.error} retry={() => void check.refetch()} />;
  return (
    <>
      <Notice tone={check.data.holds ? "good" : "bad"}>{verdict(check.data)}</Notice>
      {check.data.currencies.map(({ currency, accounts }) => (
        <table key={currency} className={styles.accounts}>
          <caption>{currency}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.account}</th>
              <th scope="col">{texts.balance}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map(({ account, balance }) => (
              <tr key={account}>
                <th scope="row">{account}</th>
                <td>{formatMoney(balance)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <p>
        <Button isBusy={check.isFetching} onClick={() => void check.refetch()}>
          {texts.again}
        </Button>
      </p>
    </>
  );
}

function verdict({ holds, entries, unbalanced, disagreements }: LedgerCheck): string {
  return holds
    ? texts.holds(formatNumber(Number(entries)))
    : texts.wrong(formatNumber(unbalanced.length), formatNumber(disagreements.length));
}
