import { useEffect } from "react";
import { useNavigate, useParams } from "react-router";
import { LoadFailed, Loading } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import { Page, Panel } from "@/components/ui/Page";
import { CancelJob } from "@/features/jobs/CancelJob";
import { JobProgress } from "@/features/jobs/JobProgress";
import { ProofreadInstead } from "@/features/jobs/ProofreadInstead";
import { RerunJob, RerunNote } from "@/features/jobs/RerunJob";
import { StatusBadge } from "@/features/jobs/StatusBadge";
import { isLive, lacksModel } from "@/features/jobs/status";
import { Unread } from "@/features/jobs/Unread";
import { Arrivals } from "@/features/review/card/Arrivals";
import type { Job } from "@/lib/api/types";
import { formatNumber } from "@/lib/format";
import { catalogue, count } from "@/lib/i18n/catalogue";
import styles from "./JobDetails.module.css";
import { isMissing, JobMissing } from "./JobMissing";
import { useLiveJob } from "./useLiveJob";

const texts = catalogue({
  en: {
    fetching: "Fetching this review",
    restIsFine: "In the rest we found nothing that we would change.",
    allIsFine: "We read the whole file and found nothing that we would change.",
    wait: (cards: number) => `${count(cards, "card waits", "cards wait")} for your decision.`,
    decided: (accepted: string, rejected: string, skipped: string) =>
      `${accepted} accepted, ${rejected} rejected, ${skipped} skipped,`,
    toJudge: (cards: number) => `${count(cards, "card", "cards")} to judge.`,
    another: "Start another review",
    get: "Get the file",
    finish: "Finish",
    back: "Back to the cards",
    review: "Review changes",
  },
  de: {
    fetching: "Die Durchsicht wird geladen",
    restIsFine: "Im Rest haben wir nichts gefunden, das wir ändern würden.",
    allIsFine: "Wir haben die ganze Datei gelesen und nichts gefunden, das wir ändern würden.",
    wait: (cards) => `${count(cards, "Karte wartet", "Karten warten")} auf deine Entscheidung.`,
    decided: (accepted, rejected, skipped) =>
      `${accepted} angenommen, ${rejected} abgelehnt, ${skipped} übersprungen,`,
    toJudge: (cards) => `${count(cards, "Karte", "Karten")} zu entscheiden.`,
    another: "Noch eine Durchsicht beginnen",
    get: "Die Datei holen",
    finish: "Abschließen",
    back: "Zurück zu den Karten",
    review: "Änderungen durchsehen",
  },
});

export function JobDetails() {
  const { jobId = "" } = useParams();
  const navigate = useNavigate();
  // The deck's code comes while the cards do.
  useEffect(() => void import("./Review"), []);
  const { job, changes, isWorking } = useLiveJob(jobId);

  if (job.isPending) return <Loading what={texts.fetching} />;
  if (isMissing(job.error)) return <JobMissing />;
  if (job.isLoadingError) return <LoadFailed error={job.error} retry={() => void job.refetch()} />;

  const cards = changes.data ?? [];
  return (
    <Page title={job.data.fileName} lead={<StatusBadge status={job.data.status} />}>
      <Panel>
        <RerunNote job={job.data} />
        <JobProgress job={job.data} />
        <Unread job={job.data} />
        {!isWorking && <Summary job={job.data} />}
        {isWorking && <Arrivals changes={cards} />}
        <div className={styles.actions}>
          <Next job={job.data} cards={Math.max(cards.length, job.data.counts.total)} />
          {isWorking ? (
            <CancelJob jobId={jobId} />
          ) : (
            <RerunJob jobId={jobId} onStarted={({ id }) => void navigate(`/jobs/${id}`)} />
          )}
        </div>
      </Panel>
    </Page>
  );
}

function Summary({ job: { status, counts, unread } }: { job: Job }) {
  if (status === "failed" || status === "cancelled") return null;
  if (counts.total === 0) return <p>{unread ? texts.restIsFine : texts.allIsFine}</p>;
  if (counts.pending === counts.total) return <p>{texts.wait(counts.total)}</p>;
  return (
    <p>
      {texts.decided(
        formatNumber(counts.accepted),
        formatNumber(counts.rejected),
        formatNumber(counts.skipped),
      )}{" "}
      {texts.toJudge(counts.pending)}
    </p>
  );
}

/** The one thing that makes sense to do next. */
function Next({ job, cards }: { job: Job; cards: number }) {
  const navigate = useNavigate();
  const review = `/jobs/${job.id}/review`;
  const finish = `/jobs/${job.id}/finish`;
  if (job.status === "failed" || job.status === "cancelled") {
    const canProofread = lacksModel(job);
    return (
      <>
        {canProofread && <ProofreadInstead job={job} onStarted={({ id }) => void navigate(`/jobs/${id}`)} />}
        <ButtonLink look={canProofread ? "secondary" : "primary"} to="/upload">
          {texts.another}
        </ButtonLink>
      </>
    );
  }
  if (job.status === "delivered" || (job.status === "ready" && cards === 0)) {
    return (
      <ButtonLink look="primary" to={finish}>
        {job.status === "delivered" ? texts.get : texts.finish}
      </ButtonLink>
    );
  }
  if (cards === 0) return null;
  const isDecided = !isLive(job) && job.counts.pending === 0;
  return (
    <>
      <ButtonLink look={isDecided ? "secondary" : "primary"} to={review}>
        {isDecided ? texts.back : texts.review}
      </ButtonLink>
      {isDecided && (
        <ButtonLink look="primary" to={finish}>
          {texts.finish}
        </ButtonLink>
      )}
    </>
  );
}
