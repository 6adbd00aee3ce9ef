import { Notice } from "@/components/ui/Notice";
import { ProgressBar } from "@/components/ui/ProgressBar";
import type { Job } from "@/lib/api/types";
import { formatPercent } from "@/lib/format";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { failureOf } from "./failure";
import styles from "./JobProgress.module.css";
import { isLive, lacksModel, stageLabels } from "./status";

const texts = catalogue({
  en: {
    progress: "Progress",
    addModel:
      "Whoever runs this installation can add one: Ollama on this machine, or a key for a cloud model. Proofreading needs none.",
    cancelled: "You stopped this review. Nothing is due for it.",
    next: "Next in line.",
    place: (before: number) => `${count(before, "review", "reviews")} before yours.`,
    wait: (minutes: number) =>
      minutes < 1
        ? "It starts in less than a minute."
        : `It starts in about ${count(minutes, "minute", "minutes")}.`,
    soon: "The first cards arrive in a moment. You can start as soon as they do.",
    soFar: (cards: number) =>
      `${count(cards, "card", "cards")} so far. You can start now; the others follow.`,
  },
  de: {
    progress: "Fortschritt",
    addModel:
      "Wer diese Installation betreibt, kann eines ergänzen: Ollama auf diesem Rechner oder einen Schlüssel für ein Cloud-Modell. Korrekturlesen braucht keines.",
    cancelled: "Du hast diese Durchsicht angehalten. Sie kostet nichts.",
    next: "Als Nächstes an der Reihe.",
    place: (before) => `${count(before, "Durchsicht", "Durchsichten")} vor deiner.`,
    wait: (minutes) =>
      minutes < 1
        ? "Sie beginnt in weniger als einer Minute."
        : `Sie beginnt in etwa ${count(minutes, "Minute", "Minuten")}.`,
    soon: "Gleich kommen die ersten Karten. Sobald sie da sind, kannst du anfangen.",
    soFar: (cards) =>
      `Bisher ${count(cards, "Karte", "Karten")}. Du kannst schon anfangen; die anderen folgen.`,
  },
});

function noteOf({ counts, queue }: Job): string {
  if (counts.total > 0) return texts.soFar(counts.total);
  if (!queue) return texts.soon;
  const place = queue.position === 1 ? texts.next : texts.place(queue.position - 1);
  // What isn't known is not said.
  return queue.waitSeconds === null ? place : `${place} ${texts.wait(Math.round(queue.waitSeconds / 60))}`;
}

/** Where a job stands, in words a person would use. */
export function JobProgress({ job }: { job: Job }) {
  if (job.status === "failed") {
    return (
      <Notice tone="bad">
        {failureOf(job)}
        {lacksModel(job) && ` ${texts.addModel}`}
      </Notice>
    );
  }
  if (job.status === "cancelled") {
    return <Notice>{texts.cancelled}</Notice>;
  }
  if (!isLive(job)) return null;
  return (
    <div className={styles.progress}>
      <div className={styles.row}>
        <span role="status">{stageLabels[job.stage]}</span>
        <span className={styles.percent}>{formatPercent(job.progress / 100)}</span>
      </div>
      <ProgressBar label={texts.progress} value={job.progress} max={100} />
      <p className={styles.note}>{noteOf(job)}</p>
    </div>
  );
}
