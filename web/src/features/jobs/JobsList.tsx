import { Blank, LoadFailed, Loading } from "@/components/ui/Blank";
import { Button, ButtonLink } from "@/components/ui/Button";
import { catalogue } from "@/lib/i18n/catalogue";
import { useJobs } from "./api/jobs";
import { JobRow } from "./JobRow";
import { JobsFilter } from "./JobsFilter";
import styles from "./JobsList.module.css";
import { useJobsFilter } from "./useJobsFilter";

const texts = catalogue({
  en: {
    fetching: "Fetching your reviews",
    none: "No reviews yet",
    noneText: "Upload a file, and its cards appear here.",
    upload: "Upload your first file",
    noMatch: "No review like that",
    noMatchText: "We looked in the names of your files. Try fewer letters, or any state.",
    all: "Show all reviews",
    older: "Show older",
    list: "Reviews",
  },
  de: {
    fetching: "Deine Durchsichten werden geladen",
    none: "Noch keine Durchsicht",
    noneText: "Lade eine Datei hoch, und ihre Karten erscheinen hier.",
    upload: "Die erste Datei hochladen",
    noMatch: "Keine solche Durchsicht",
    noMatchText:
      "Gesucht wurde in den Namen deiner Dateien. Versuche es mit weniger Buchstaben oder jedem Stand.",
    all: "Alle Durchsichten zeigen",
    older: "Ältere zeigen",
    list: "Durchsichten",
  },
});

export function JobsList() {
  const filter = useJobsFilter();
  const jobs = useJobs(filter);
  if (jobs.isPending) return <Loading what={texts.fetching} />;
  if (jobs.isLoadingError) return <LoadFailed error={jobs.error} retry={() => void jobs.refetch()} />;

  const items = jobs.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && !filter.isOn) return <None />;
  return (
    <>
      <JobsFilter filter={filter} found={jobs.isPlaceholderData ? null : items.length} />
      {items.length === 0 ? (
        <Blank
          icon="search"
          title={texts.noMatch}
          actions={<Button onClick={filter.clear}>{texts.all}</Button>}
        >
          {texts.noMatchText}
        </Blank>
      ) : (
        <ul className={styles.list} aria-label={texts.list} aria-busy={jobs.isPlaceholderData || undefined}>
          {items.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
      {jobs.hasNextPage && (
        <Button isBusy={jobs.isFetchingNextPage} onClick={() => void jobs.fetchNextPage()}>
          {texts.older}
        </Button>
      )}
    </>
  );
}

function None() {
  return (
    <Blank
      icon="file"
      title={texts.none}
      actions={
        <ButtonLink look="primary" to="/upload">
          {texts.upload}
        </ButtonLink>
      }
    >
      {texts.noneText}
    </Blank>
  );
}
