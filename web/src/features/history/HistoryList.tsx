import type { ReactNode } from "react";
import { Blank, LoadFailed, Loading } from "@/components/ui/Blank";
import { Button, ButtonLink } from "@/components/ui/Button";
import { Panel } from "@/components/ui/Page";
import { Rows } from "@/components/ui/Rows";
import type { Payment } from "@/lib/api/types";
import { formatDate } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { useHistory } from "./api/history";
import { HistoryEntry } from "./HistoryEntry";
import styles from "./HistoryList.module.css";
import { byDay } from "./timeline";

const texts = catalogue({
  en: {
    fetching: "Fetching what was",
    none: "Nothing has happened yet",
    noneText: "Your reviews, payments and downloads will be listed here.",
    start: "Start a review",
    older: "Show older",
  },
  de: {
    fetching: "Dein Verlauf wird geladen",
    none: "Noch ist nichts gewesen",
    noneText: "Hier stehen deine Durchsichten, Zahlungen und Downloads.",
    start: "Eine Durchsicht beginnen",
    older: "Ältere zeigen",
  },
});

export function HistoryList({ papers }: { papers: (payment: Payment) => ReactNode }) {
  const history = useHistory();
  if (history.isPending) return <Loading what={texts.fetching} />;
  if (history.isError) return <LoadFailed error={history.error} retry={() => void history.refetch()} />;
  if (history.data.length === 0) {
    return (
      <Blank
        icon="clock"
        title={texts.none}
        actions={
          <ButtonLink look="primary" to="/upload">
            {texts.start}
          </ButtonLink>
        }
      >
        {texts.noneText}
      </Blank>
    );
  }
  return (
    <>
      {byDay(history.data).map(([day, entries]) => (
        <section key={day} className={styles.day}>
          <h2 className={styles.title}>{formatDate(day)}</h2>
          <Panel>
            <Rows label={formatDate(day)}>
              {entries.map((entry) => (
                <HistoryEntry key={entry.id} entry={entry} papers={papers} />
              ))}
            </Rows>
          </Panel>
        </section>
      ))}
      {history.hasNextPage && (
        <Button isBusy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {texts.older}
        </Button>
      )}
    </>
  );
}
