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
      lead="Choose a file and say what to look for. It is stored when you choose it, and read by a model only when you start."
    >
      <Panel>
        <UploadForm
          onStart={async (file, options, idempotencyKey) => {
            const job = await submit.mutateAsync({ fileId: file.id, options, idempotencyKey });
            await navigate(`/jobs/${job.id}`);
          }}
        />
      </Panel>
    </Page>
  );
}
