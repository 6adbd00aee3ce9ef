import { useParams } from "react-router";
import { LoadFailed, Loading } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import { Deck } from "@/features/review/deck/Deck";
import { useTitle } from "@/lib/title";
import { isMissing, JobMissing } from "./JobMissing";
import { useLiveJob } from "./useLiveJob";

export function Review() {
  const { jobId = "" } = useParams();
  const { job, changes, isWorking } = useLiveJob(jobId);
  useTitle("Review changes");

  const failure = job.error ?? changes.error;
  if (isMissing(failure)) return <JobMissing />;
  // Cards that are on the table stay there, whatever happens to a later request.
  if (failure && !changes.data) {
    return <LoadFailed error={failure} retry={() => void Promise.all([job.refetch(), changes.refetch()])} />;
  }
  if (!changes.data) return <Loading what="Laying out your cards" />;
  return (
    <>
      <h1 className="visually-hidden">Review changes</h1>
      <Deck
        key={jobId}
        jobId={jobId}
        changes={changes.data}
        isWorking={isWorking}
        finish={
          <ButtonLink look="secondary" to={`/jobs/${jobId}/finish`}>
            Finish
          </ButtonLink>
        }
      />
    </>
  );
}
