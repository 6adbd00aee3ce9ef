import { useNavigate } from "react-router";
import { Page, Panel } from "@/components/ui/Page";
import { useSubmitJob } from "@/features/jobs/api/jobs";
import { UploadForm } from "@/features/upload/UploadForm";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: {
    title: "New review",
    lead: "Choose files and say what to look for. They are stored when you choose them, and read by a model only when you start.",
  },
  de: {
    title: "Neue Durchsicht",
    lead: "Wähle Dateien und sag, worauf zu achten ist. Gespeichert werden sie gleich, von einem Modell gelesen erst, wenn du startest.",
  },
});

export function Upload() {
  const navigate = useNavigate();
  const submit = useSubmitJob();
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Panel>
        <UploadForm
          submit={(file, options, idempotencyKey) =>
            submit.mutateAsync({ fileId: file.id, options, idempotencyKey })
          }
          onStarted={([first, ...more]) => {
            if (first) void navigate(more.length > 0 ? "/jobs" : `/jobs/${first.id}`);
          }}
        />
      </Panel>
    </Page>
  );
}
