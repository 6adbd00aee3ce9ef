import { Page } from "@/components/ui/Page";
import { JobsList } from "@/features/jobs/JobsList";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({ en: { title: "Reviews" }, de: { title: "Durchsichten" } });

export function Jobs() {
  return (
    <Page title={texts.title}>
      <JobsList />
    </Page>
  );
}
