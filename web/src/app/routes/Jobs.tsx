import { Page } from "@/components/ui/Page";
import { JobsList } from "@/features/jobs/JobsList";

export function Jobs() {
  return (
    <Page title="Reviews">
      <JobsList />
    </Page>
  );
}
