import { useParams } from "react-router";
import { LoadFailed, Loading } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { Page, Panel } from "@/components/ui/Page";
import { Delivery } from "@/features/delivery/Delivery";
import { Outcome } from "@/features/delivery/Outcome";
import { isLive } from "@/features/jobs/status";
import { Unread } from "@/features/jobs/Unread";
import { useOutbox } from "@/features/review/queue/useDecisionQueue";
import { Differences } from "@/features/review/result/Differences";
import type { Job } from "@/lib/api/types";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { isMissing, JobMissing } from "./JobMissing";
import { useLiveJob } from "./useLiveJob";

const texts = catalogue({
  en: {
    title: "Your result",
    counting: "Counting your decisions",
    stillReading: "We are still reading. You can download as soon as the last card is here.",
    back: "Back to the cards",
    saving: "Saving your last decisions",
    unsent: (number: number) =>
      `${count(number, "decision", "decisions")} kept on this device and not sent yet.`,
    trying: "We keep trying.",
    open: (cards: number) =>
      `${count(cards, "card", "cards")} without a decision. Those places stay as they were.`,
    nothing: "You accepted nothing, so your file comes back exactly as it was.",
  },
  de: {
    title: "Dein Ergebnis",
    counting: "Deine Entscheidungen werden gezählt",
    stillReading: "Wir lesen noch. Sobald die letzte Karte da ist, kannst du herunterladen.",
    back: "Zurück zu den Karten",
    saving: "Deine letzten Entscheidungen werden gespeichert",
    unsent: (number) =>
      `${count(number, "Entscheidung", "Entscheidungen")} auf diesem Gerät und noch nicht gesendet.`,
    trying: "Wir versuchen es weiter.",
    open: (cards) =>
      `${count(cards, "Karte", "Karten")} ohne Entscheidung. Diese Stellen bleiben, wie sie waren.`,
    nothing: "Du hast nichts angenommen, also kommt deine Datei genau so zurück, wie sie war.",
  },
});

export function Finish() {
  const { jobId = "" } = useParams();
  const { job, changes } = useLiveJob(jobId);
  const outbox = useOutbox(jobId);

  if (job.isPending) return <Loading what={texts.counting} />;
  if (isMissing(job.error)) return <JobMissing />;
  if (job.isLoadingError) return <LoadFailed error={job.error} retry={() => void job.refetch()} />;
  return (
    <Page title={texts.title} lead={job.data.fileName}>
      <Panel>
        <Outcome counts={job.data.counts} />
        <Unread job={job.data} />
        <Remark job={job.data} />
        {isLive(job.data) ? (
          <Notice>{texts.stillReading}</Notice>
        ) : outbox.isEmpty ? (
          <Delivery jobId={jobId} formats={job.data.formats} isDelivered={job.data.status === "delivered"} />
        ) : (
          <Unsent decisions={outbox.unsent} problem={outbox.problem} />
        )}
      </Panel>
      {!isLive(job.data) && <Differences changes={changes.data ?? []} />}
      {job.data.status !== "delivered" && (
        <p>
          <ButtonLink look="quiet" to={`/jobs/${jobId}/review`}>
            {texts.back}
          </ButtonLink>
        </p>
      )}
    </Page>
  );
}

function Unsent({ decisions, problem }: { decisions: number; problem: string | null }) {
  if (!problem) return <Loading what={texts.saving} />;
  return (
    <Notice tone="bad">
      {texts.unsent(decisions)} {problem} {texts.trying}
    </Notice>
  );
}

/** What the file will be, when that is not obvious from the figures. */
function Remark({ job: { counts, status } }: { job: Job }) {
  const open = counts.pending + counts.skipped;
  if (status === "delivered") return null;
  if (open > 0) {
    return <Notice>{texts.open(open)}</Notice>;
  }
  if (counts.accepted === 0) return <Notice>{texts.nothing}</Notice>;
  return null;
}
