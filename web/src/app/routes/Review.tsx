import { useParams } from "react-router";
import { LoadFailed, Loading } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import { LivePrice } from "@/features/billing/LivePrice";
import { isOver } from "@/features/jobs/status";
import { Deck } from "@/features/review/deck/Deck";
import { catalogue } from "@/lib/i18n/catalogue";
import { useTitle } from "@/lib/title";
import { isMissing, JobMissing } from "./JobMissing";
import { ReviewClosed } from "./ReviewClosed";
import { useLiveJob } from "./useLiveJob";

const texts = catalogue({
  en: { title: "Review changes", loading: "Laying out your cards", finish: "Finish" },
  de: { title: "Änderungen durchsehen", loading: "Deine Karten werden ausgelegt", finish: "Fertig" },
});

export function Review() {
  const { jobId = "" } = useParams();
  const { job, changes, isWorking, isReady } = useLiveJob(jobId);
  useTitle(texts.title);

  const failure = job.error ?? changes.error;
  if (isMissing(failure)) return <JobMissing isErased={!job.error} />;
  if (job.data && isOver(job.data.status)) return <ReviewClosed job={job.data} />;
  // Cards that are on the table stay there, whatever happens to a later request.
  if (failure && !changes.data) {
    return <LoadFailed error={failure} retry={() => void Promise.all([job.refetch(), changes.refetch()])} />;
  }
  if (!changes.data || !isReady) return <Loading what={texts.loading} />;
  return (
    <>
      <h1 className="visually-hidden">{texts.title}</h1>
      <Deck
        key={jobId}
        jobId={jobId}
        changes={changes.data}
        isWorking={isWorking}
        finish={(look) => (
          <>
            <LivePrice jobId={jobId} accepted={job.data?.counts.accepted ?? 0} />
            <ButtonLink look={look} to={`/jobs/${jobId}/finish`}>
              {texts.finish}
            </ButtonLink>
          </>
        )}
      />
    </>
  );
}
