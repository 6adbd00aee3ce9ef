import { Blank } from "@/components/ui/Blank";
import { ButtonLink } from "@/components/ui/Button";
import type { Job } from "@/lib/api/types";
import { formatNumber } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: {
    ended: "This review has ended",
    stopped: "It was stopped before its cards were complete, so there is nothing to decide.",
    see: "See what happened",
    closed: "This review is closed",
    final: (some: string, all: string) =>
      `You have downloaded the file, with ${some} of ${all} changes. Its decisions are final.`,
    get: "Get the file",
  },
  de: {
    ended: "Diese Durchsicht ist zu Ende",
    stopped: "Sie wurde angehalten, bevor alle Karten da waren. Es gibt nichts zu entscheiden.",
    see: "Nachsehen, was war",
    closed: "Diese Durchsicht ist abgeschlossen",
    final: (some, all) =>
      `Du hast die Datei heruntergeladen, mit ${some} von ${all} Änderungen. Die Entscheidungen stehen fest.`,
    get: "Die Datei holen",
  },
});

/** The deck of a job whose decisions are final. */
export function ReviewClosed({ job: { id, status, counts } }: { job: Job }) {
  if (status !== "delivered") {
    return (
      <Blank
        isPage
        icon="info"
        title={texts.ended}
        actions={
          <ButtonLink look="primary" to={`/jobs/${id}`}>
            {texts.see}
          </ButtonLink>
        }
      >
        {texts.stopped}
      </Blank>
    );
  }
  return (
    <Blank
      isPage
      icon="accept"
      tone="good"
      title={texts.closed}
      actions={
        <ButtonLink look="primary" to={`/jobs/${id}/finish`}>
          {texts.get}
        </ButtonLink>
      }
    >
      {texts.final(formatNumber(counts.accepted), formatNumber(counts.total))}
    </Blank>
  );
}
