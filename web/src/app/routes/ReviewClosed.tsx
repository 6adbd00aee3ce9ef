import { Blank } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import type { Job } from "@/lib/api/types";

/** The deck of a job whose decisions are final. */
export function ReviewClosed({ job: { id, status, counts } }: { job: Job }) {
  if (status !== "delivered") {
    return (
      <Blank
        isPage
        icon="info"
        title="This review has ended"
        actions={
          <ButtonLink look="primary" to={`/jobs/${id}`}>
            See what happened
          </ButtonLink>
        }
      >
        It was stopped before its cards were complete, so there is nothing to decide.
      </Blank>
    );
  }
  return (
    <Blank
      isPage
      icon="accept"
      tone="good"
      title="This review is closed"
      actions={
        <ButtonLink look="primary" to={`/jobs/${id}/finish`}>
          Get the file
        </ButtonLink>
      }
    >
      You have downloaded the file, with {counts.accepted} of {counts.total} changes. Its decisions are final.
    </Blank>
  );
}
