import { useEffect } from "react";
import { useNavigate, useParams } from "react-router";
import { LoadFailed, Loading } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import { Page, Panel } from "@/components/ui/Page";
import { CancelJob } from "@/features/jobs/CancelJob";
import { JobProgress } from "@/features/jobs/JobProgress";
import { ProofreadInstead } from "@/features/jobs/ProofreadInstead";
import { StatusBadge } from "@/features/jobs/StatusBadge";
import { isLive, lacksModel } from "@/features/jobs/status";
import { Unread } from "@/features/jobs/Unread";
import { Arrivals } from "@/features/review/card/Arrivals";
import type { Job } from "@/lib/api/types";
import { plural } from "@/lib/format";
import styles from "./JobDetails.module.css";
import { isMissing, JobMissing } from "./JobMissing";
import { useLiveJob } from "./useLiveJob";

export function JobDetails() {
  const { jobId = "" } = useParams();
  // The deck's code comes while the cards do.
  useEffect(() => void import("./Review"), []);
  const { job, changes, isWorking } = useLiveJob(jobId);

  if (job.isPending) return <Loading what="Fetching this review" />;
  if (isMissing(job.error)) return <JobMissing />;
  if (job.isError) return <LoadFailed error={job.error} retry={() => void job.refetch()} />;

  const cards = changes.data ?? [];
  return (
    <Page title={job.data.fileName} lead={<StatusBadge status={job.data.status} />}>
      <Panel>
        <JobProgress job={job.data} />
        <Unread job={job.data} />
        {!isWorking && <Summary job={job.data} />}
        {isWorking && <Arrivals changes={cards} />}
        <div className={styles.actions}>
          <Next job={job.data} cards={Math.max(cards.length, job.data.counts.total)} />
          {isWorking && <CancelJob jobId={jobId} />}
        </div>
      </Panel>
    </Page>
  );
}

function Summary({ job: { status, counts, unread } }: { job: Job }) {
  if (status === "failed" || status === "cancelled") return null;
  if (counts.total === 0 && unread) return <p>In the rest we found nothing that we would change.</p>;
  if (counts.total === 0) return <p>We read the whole file and found nothing that we would change.</p>;
  if (counts.pending === counts.total) return <p>{plural(counts.total, "card")} wait for your decision.</p>;
  return (
    <p>
      {counts.accepted} accepted, {counts.rejected} rejected, {counts.skipped} skipped,{" "}
      {plural(counts.pending, "card")} to judge.
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
          Start another review
        </ButtonLink>
      </>
    );
  }
  if (job.status === "delivered" || (job.status === "ready" && cards === 0)) {
    return (
      <ButtonLink look="primary" to={finish}>
        {job.status === "delivered" ? "Get the file" : "Finish"}
      </ButtonLink>
    );
  }
  if (cards === 0) return null;
  const isDecided = !isLive(job) && job.counts.pending === 0;
  return (
    <>
      <ButtonLink look={isDecided ? "secondary" : "primary"} to={review}>
        {isDecided ? "Back to the cards" : "Review changes"}
      </ButtonLink>
      {isDecided && (
        <ButtonLink look="primary" to={finish}>
          Finish
        </ButtonLink>
      )}
    </>
  );
}
