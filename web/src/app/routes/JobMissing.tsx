import { Blank } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import { ApiError } from "@/lib/api/errors";

export function isMissing(error: unknown): boolean {
  return error instanceof ApiError && [400, 404, 410].includes(error.status);
}

export function JobMissing({ isErased = false }: { isErased?: boolean }) {
  return (
    <Blank
      isPage
      icon="file"
      title={isErased ? "This file is gone" : "No such review"}
      actions={
        <ButtonLink look="primary" to="/jobs">
          All reviews
        </ButtonLink>
      }
    >
      {isErased
        ? "Its bytes and its cards were deleted, by you or at the end of their time."
        : "It may have been deleted, or it belongs to another account."}
    </Blank>
  );
}
