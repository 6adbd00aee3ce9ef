import { useNavigate } from "react-router";
import { Page, Panel } from "@/components/ui/Page";
import { useSubmitJob } from "@/features/jobs/api/jobs";
import { UploadForm } from "@/features/upload/UploadForm";

export function Upload() {
  const navigate = useNavigate();
  const submit = useSubmitJob();
  return (
    <Page
      title="New review"
      lead="Upload a file and say what to look for. The first cards come within seconds."
    >
      <Panel>
        <UploadForm
          onStored={async (file, options, idempotencyKey) => {
            if (file.status === "rejected")
              throw new Error("This file did not pass our safety scan and was deleted.");
            const job = await submit.mutateAsync({ fileId: file.id, options, idempotencyKey });
            await navigate(`/jobs/${job.id}`);
          }}
        />
      </Panel>
    </Page>
  );
}
