import { useParams } from "react-router";
import { LoadFailed, Loading } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { Page, Panel } from "@/components/ui/Page";
import { Delivery } from "@/features/delivery/Delivery";
import { Outcome } from "@/features/delivery/Outcome";
import { isLive } from "@/features/jobs/status";
import { Unread } from "@/features/jobs/Unread";
import { useOutbox } from "@/features/review/queue/useDecisionQueue";
import type { Job } from "@/lib/api/types";
import { plural } from "@/lib/format";
import { isMissing, JobMissing } from "./JobMissing";
import { useLiveJob } from "./useLiveJob";

export function Finish() {
  const { jobId = "" } = useParams();
  const { job } = useLiveJob(jobId);
  const outbox = useOutbox(jobId);

  if (job.isPending) return <Loading what="Counting your decisions" />;
  if (isMissing(job.error)) return <JobMissing />;
  if (job.isError) return <LoadFailed error={job.error} retry={() => void job.refetch()} />;
  return (
    <Page title="Your result" lead={job.data.fileName}>
      <Panel>
        <Outcome counts={job.data.counts} />
        <Unread job={job.data} />
        <Remark job={job.data} />
        {isLive(job.data) ? (
          <Notice>We are still reading. You can download as soon as the last card is here.</Notice>
        ) : outbox.isEmpty ? (
          <Delivery jobId={jobId} formats={job.data.formats} isDelivered={job.data.status === "delivered"} />
        ) : (
          <Unsent count={outbox.unsent} problem={outbox.problem} />
        )}
      </Panel>
      {job.data.status !== "delivered" && (
        <p>
          <ButtonLink look="quiet" to={`/jobs/${jobId}/review`}>
            Back to the cards
          </ButtonLink>
        </p>
      )}
    </Page>
  );
}

function Unsent({ count, problem }: { count: number; problem: string | null }) {
  if (!problem) return <Loading what="Saving your last decisions" />;
  return (
    <Notice tone="bad">
      {plural(count, "decision")} kept on this device and not sent yet. {problem} We keep trying.
    </Notice>
  );
}

/** What the file will be, when that is not obvious from the figures. */
function Remark({ job: { counts, status } }: { job: Job }) {
  const open = counts.pending + counts.skipped;
  if (status === "delivered") return null;
  if (open > 0) {
    return <Notice>{plural(open, "card")} without a decision. Those places stay as they were.</Notice>;
  }
  if (counts.accepted === 0)
    return <Notice>You accepted nothing, so your file comes back exactly as it was.</Notice>;
  return null;
}
