import { useRef } from "react";
import { Button } from "@/components/ui/Button";
import { messageOf } from "@/lib/api/messages";
import type { Job } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import { uuid7 } from "@/lib/uuid7";
import { useSubmitJob } from "./api/jobs";

const texts = catalogue({
  en: { instead: "Proofread it on this machine" },
  de: { instead: "Auf diesem Rechner Korrektur lesen" },
});

interface Props {
  job: Job;
  onStarted: (job: Job) => void;
}

/** The way out for a review that no model here could do. */
export function ProofreadInstead({ job, onStarted }: Props) {
  const submit = useSubmitJob();
  const attempt = useRef(uuid7());
  // Whether the first one was private isn't known any more, so this one is.
  const options = { instructions: "proofread", private: true };
  return (
    <>
      <Button
        look="primary"
        isBusy={submit.isPending}
        onClick={() =>
          submit.mutate(
            { fileId: job.fileId, options, idempotencyKey: attempt.current },
            { onSuccess: onStarted },
          )
        }
      >
        {texts.instead}
      </Button>
      {submit.isError && <span role="alert">{messageOf(submit.error)}</span>}
    </>
  );
}
