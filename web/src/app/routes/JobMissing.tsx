import { Blank } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import { ApiError } from "@/lib/api/errors";

export function isMissing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 400);
}

export function JobMissing() {
  return (
    <Blank
      icon="file"
      title="No such review"
      actions={
        <ButtonLink look="primary" to="/jobs">
          All reviews
        </ButtonLink>
      }
    >
      It may have been deleted, or it belongs to another account.
    </Blank>
  );
}
