import { useRef } from "react";
import { Button } from "@/components/ui/Button";
import { messageOf } from "@/lib/api/messages";
import type { Job } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import { uuid7 } from "@/lib/uuid7";
import { useRerunJob } from "./api/jobs";

const texts = catalogue({
  en: {
    again: "Review it once more",
    stays:
      "This file is reviewed once more: what you rejected before stays rejected, and is listed as hidden.",
  },
  de: {
    again: "Noch einmal durchsehen",
    stays:
      "Diese Datei wird noch einmal durchgesehen: Was du abgelehnt hast, bleibt abgelehnt und steht bei den ausgeblendeten Karten.",
  },
});

interface Props {
  jobId: string;
  onStarted: (job: Job) => void;
}

export function RerunJob({ jobId, onStarted }: Props) {
  const rerun = useRerunJob(jobId);
  const attempt = useRef(uuid7());
  return (
    <>
      <Button
        isBusy={rerun.isPending}
        onClick={() => rerun.mutate(attempt.current, { onSuccess: onStarted })}
      >
        {texts.again}
      </Button>
      {rerun.isError && <span role="alert">{messageOf(rerun.error)}</span>}
    </>
  );
}

/** Said of a review that does another one once more. */
export function RerunNote({ job }: { job: Pick<Job, "rerunOf"> }) {
  return job.rerunOf ? <p>{texts.stays}</p> : null;
}
