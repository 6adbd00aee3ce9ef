import { Button } from "@/components/ui/Button";
import { messageOf } from "@/lib/api/messages";
import { catalogue } from "@/lib/i18n/catalogue";
import { useCancelJob } from "./api/jobs";

const texts = catalogue({
  en: { cancel: "Cancel review", stopping: "Stopping" },
  de: { cancel: "Durchsicht abbrechen", stopping: "Wird angehalten" },
});

export function CancelJob({ jobId }: { jobId: string }) {
  const cancel = useCancelJob(jobId);
  return (
    <>
      <Button look="danger" isBusy={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
        {cancel.isSuccess ? texts.stopping : texts.cancel}
      </Button>
      {cancel.isError && <span role="alert">{messageOf(cancel.error)}</span>}
    </>
  );
}
