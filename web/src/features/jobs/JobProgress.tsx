import { Notice } from "@/components/ui/Notice";
import { ProgressBar } from "@/components/ui/ProgressBar";
import type { Job } from "@/lib/api/types";
import { plural } from "@/lib/format";
import styles from "./JobProgress.module.css";
import { isLive, lacksModel, stageLabels } from "./status";

/** Where a job stands, in words a person would use. */
export function JobProgress({ job }: { job: Job }) {
  if (job.status === "failed") {
    return (
      <Notice tone="bad">
        {job.error?.message ?? "Something went wrong while we read your file."}
        {lacksModel(job) &&
          " Whoever runs this installation can add one: Ollama on this machine, or a key for a cloud model. Proofreading needs none."}
      </Notice>
    );
  }
  if (job.status === "cancelled") {
    return <Notice>You stopped this review. Nothing is due for it.</Notice>;
  }
  if (!isLive(job)) return null;
  return (
    <div className={styles.progress}>
      <div className={styles.row}>
        <span role="status">{stageLabels[job.stage]}</span>
        <span className={styles.percent}>{job.progress} %</span>
      </div>
      <ProgressBar label="Progress" value={job.progress} max={100} />
      <p className={styles.note}>
        {job.counts.total === 0
          ? "The first cards arrive in a moment. You can start as soon as they do."
          : `${plural(job.counts.total, "card")} so far. You can start now; the others follow.`}
      </p>
    </div>
  );
}
