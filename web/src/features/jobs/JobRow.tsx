import { Link } from "react-router";
import { Icon } from "@/components/ui/Icon";
import { ProgressBar } from "@/components/ui/ProgressBar";
import type { Job } from "@/lib/api/types";
import { formatAgo, formatNumber, formatPercent } from "@/lib/format";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { failureOf } from "./failure";
import styles from "./JobRow.module.css";
import { StatusBadge } from "./StatusBadge";

const texts = catalogue({
  en: {
    progress: "Progress",
    queued: "Waiting for its turn",
    running: (part: string, cards: number) => `${part}, ${count(cards, "card", "cards")} so far`,
    cancelled: "Stopped by you",
    nothing: "Nothing to change",
    pending: (cards: number) => `${count(cards, "card", "cards")} to judge`,
    accepted: (some: string, all: string) => `${some} of ${all} accepted`,
  },
  de: {
    progress: "Fortschritt",
    queued: "Wartet, bis es an der Reihe ist",
    running: (part, cards) => `${part}, bisher ${count(cards, "Karte", "Karten")}`,
    cancelled: "Von dir angehalten",
    nothing: "Nichts zu ändern",
    pending: (cards) => `${count(cards, "Karte", "Karten")} zu entscheiden`,
    accepted: (some, all) => `${some} von ${all} angenommen`,
  },
});

export function JobRow({ job }: { job: Job }) {
  return (
    <li className={styles.row}>
      <span className={styles.mark}>
        <Icon name="file" />
      </span>
      <div className={styles.main}>
        <Link className={styles.name} to={`/jobs/${job.id}`}>
          {job.fileName}
        </Link>
        <p className={styles.note}>
          {summary(job)} · <time dateTime={job.createdAt}>{formatAgo(job.createdAt)}</time>
        </p>
        {job.status === "running" && (
          <ProgressBar isThin label={texts.progress} value={job.progress} max={100} />
        )}
      </div>
      <StatusBadge status={job.status} />
    </li>
  );
}

function summary(job: Job): string {
  const { status, counts, progress } = job;
  switch (status) {
    case "queued":
      return texts.queued;
    case "running":
      return texts.running(formatPercent(progress / 100), counts.total);
    case "failed":
      return failureOf(job);
    case "cancelled":
      return texts.cancelled;
    default:
      if (counts.total === 0) return texts.nothing;
      return counts.pending > 0
        ? texts.pending(counts.pending)
        : texts.accepted(formatNumber(counts.accepted), formatNumber(counts.total));
  }
}
