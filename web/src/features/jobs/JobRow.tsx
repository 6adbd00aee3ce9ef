import { Link } from "react-router";
import { Icon } from "@/components/ui/Icon";
import { ProgressBar } from "@/components/ui/ProgressBar";
import type { Job } from "@/lib/api/types";
import { formatAgo, plural } from "@/lib/format";
import styles from "./JobRow.module.css";
import { StatusBadge } from "./StatusBadge";

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
        {job.status === "running" && <ProgressBar isThin label="Progress" value={job.progress} max={100} />}
      </div>
      <StatusBadge status={job.status} />
    </li>
  );
}

function summary({ status, counts, error, progress }: Job): string {
  switch (status) {
    case "queued":
      return "Waiting for its turn";
    case "running":
      return `${progress} %, ${plural(counts.total, "card")} so far`;
    case "failed":
      return error?.message ?? "Something went wrong";
    case "cancelled":
      return "Stopped by you";
    default:
      if (counts.total === 0) return "Nothing to change";
      return counts.pending > 0
        ? `${plural(counts.pending, "card")} to judge`
        : `${counts.accepted.toLocaleString()} of ${counts.total.toLocaleString()} accepted`;
  }
}
