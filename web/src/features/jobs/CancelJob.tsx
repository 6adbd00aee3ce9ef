import { Button } from "@/components/ui/Button";
import { messageOf } from "@/lib/api/errors";
import { useCancelJob } from "./api/jobs";

export function CancelJob({ jobId }: { jobId: string }) {
  const cancel = useCancelJob(jobId);
  return (
    <>
      <Button look="danger" isBusy={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
        {cancel.isSuccess ? "Stopping" : "Cancel review"}
      </Button>
      {cancel.isError && <span role="alert">{messageOf(cancel.error)}</span>}
    </>
  );
}
