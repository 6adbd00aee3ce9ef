import { Blank, LoadFailed, Loading } from "@/components/ui/Blank";
import { Button, ButtonLink } from "@/components/ui/Button";
import { useJobs } from "./api/jobs";
import { JobRow } from "./JobRow";
import styles from "./JobsList.module.css";

export function JobsList() {
  const jobs = useJobs();
  if (jobs.isPending) return <Loading what="Fetching your reviews" />;
  if (jobs.isError) return <LoadFailed error={jobs.error} retry={() => void jobs.refetch()} />;

  const items = jobs.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <Blank
        icon="file"
        title="No reviews yet"
        actions={
          <ButtonLink look="primary" to="/upload">
            Upload your first file
          </ButtonLink>
        }
      >
        Upload a file, and its cards appear here.
      </Blank>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {items.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
      {jobs.hasNextPage && (
        <Button isBusy={jobs.isFetchingNextPage} onClick={() => void jobs.fetchNextPage()}>
          Show older
        </Button>
      )}
    </>
  );
}
