import type { ReactNode } from "react";
import { Link } from "react-router";
import type { IconName } from "@/components/ui/Icon";
import { Row } from "@/components/ui/Rows";
import type { Download, Payment } from "@/lib/api/types";
import { formatMoney, formatTime } from "@/lib/format";
import { describeFormat } from "@/lib/formats";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./HistoryList.module.css";
import type { Entry } from "./timeline";

const texts = catalogue({
  en: {
    started: "Review started",
    pending: (amount: string) => `Payment of ${amount} waits for its confirmation`,
    settled: (amount: string) => `Paid ${amount}`,
    failed: (amount: string) => `Payment of ${amount} failed, nothing was charged`,
    refunded: (amount: string) => `${amount} given back`,
    disputed: (amount: string) => `${amount}: your bank is looking into it`,
    chargedBack: (amount: string) => `${amount} taken back by your bank`,
    partlyRefunded: (amount: string, back: string) => `Paid ${amount}, ${back} of it given back`,
    downloaded: (what: string) => `${what} made`,
    notDownloaded: (what: string) => `${what} could not be made`,
    aReview: "A review",
  },
  de: {
    started: "Durchsicht begonnen",
    pending: (amount) => `Zahlung von ${amount} wartet auf ihre Bestätigung`,
    settled: (amount) => `${amount} bezahlt`,
    failed: (amount) => `Zahlung von ${amount} fehlgeschlagen, nichts abgebucht`,
    refunded: (amount) => `${amount} erstattet`,
    disputed: (amount) => `${amount}: deine Bank prüft das noch`,
    chargedBack: (amount) => `${amount} von deiner Bank zurückgeholt`,
    partlyRefunded: (amount, back) => `${amount} bezahlt, davon ${back} erstattet`,
    downloaded: (what) => `${what} hergestellt`,
    notDownloaded: (what) => `${what} ließ sich nicht herstellen`,
    aReview: "Eine Durchsicht",
  },
});

const icons: Record<Entry["list"], IconName> = { jobs: "file", payments: "lock", downloads: "download" };

interface Props {
  entry: Entry;
  /** The papers of a payment. */
  papers: (payment: Payment) => ReactNode;
}

export function HistoryEntry({ entry, papers }: Props) {
  const page = entry.list === "jobs" ? `/jobs/${entry.jobId}` : `/jobs/${entry.jobId}/finish`;
  return (
    <Row
      icon={icons[entry.list]}
      title={
        <Link className={styles.entry} to={page}>
          {entry.fileName ?? texts.aReview}
        </Link>
      }
      note={
        <>
          {whatHappened(entry)} · <time dateTime={entry.at}>{formatTime(entry.at)}</time>
        </>
      }
      action={entry.list === "payments" && papers(entry.payment)}
    />
  );
}

function whatHappened(entry: Entry): string {
  switch (entry.list) {
    case "jobs":
      return texts.started;
    case "payments":
      return ofPayment(entry.payment);
    case "downloads":
      return ofDownload(entry.download);
  }
}

function ofPayment({ status, amount, refunded }: Payment): string {
  if (status === "settled" && Number(refunded.amount) > 0) {
    return texts.partlyRefunded(formatMoney(amount), formatMoney(refunded));
  }
  return status === "notRequired" ? texts.settled(formatMoney(amount)) : texts[status](formatMoney(amount));
}

function ofDownload({ status, format }: Download): string {
  const what = describeFormat(format, []).title;
  return status === "failed" ? texts.notDownloaded(what) : texts.downloaded(what);
}
