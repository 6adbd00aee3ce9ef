import { Button } from "@/components/ui/Button";
import { ProgressBar } from "@/components/ui/ProgressBar";
import type { AutopilotBatch, Change } from "@/lib/api/types";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { locale } from "@/lib/i18n/language";
import styles from "./Autopilot.module.css";
import { DecidedCards } from "./DecidedCards";
import { share } from "./share";

const number = (value: number) => value.toLocaleString(locale());
const texts = catalogue({
  en: {
    decided: (cards: number) => `Autopilot decided ${count(cards, "card", "cards")}`,
    checking: (answered: number, size: number) =>
      `${number(answered)} of ${number(size)} check cards are answered. They come among your own and look like them.`,
    progress: "Check cards answered",
    agreed: (agreed: number, answered: number) => `You agreed with ${number(agreed)} of ${number(answered)}`,
    measured: (low: string, high: string, promised: string) =>
      `The error among what it decided is between ${low} and ${high}, with 95% certainty. Promised was at most ${promised}.`,
    stepped: "Autopilot stepped back",
    otherwise: (cards: number, answered: number) =>
      `You decided ${number(cards)} of ${number(answered)} check cards otherwise, which is more than was promised.`,
    returned: (cards: number) =>
      `${count(cards, "card that it decided is", "cards that it decided are")} undecided again. It will have to be surer before it offers that again.`,
    taken: (cards: number) => `Taken back: its ${count(cards, "card is", "cards are")} yours again.`,
    undo: (cards: number) => `Take ${cards === 1 ? "it" : `all ${number(cards)}`} back`,
  },
  de: {
    decided: (cards) => `Der Autopilot hat über ${count(cards, "Karte", "Karten")} entschieden`,
    checking: (answered, size) =>
      `${number(answered)} von ${number(size)} Prüfkarten sind beantwortet. Sie kommen unter deinen und sehen aus wie sie.`,
    progress: "Beantwortete Prüfkarten",
    agreed: (agreed, answered) => `Du warst bei ${number(agreed)} von ${number(answered)} derselben Meinung`,
    measured: (low, high, promised) =>
      `Der Fehler in dem, was er entschieden hat, liegt mit 95 % Sicherheit zwischen ${low} und ${high}. Versprochen waren höchstens ${promised}.`,
    stepped: "Der Autopilot ist zurückgetreten",
    otherwise: (cards, answered) =>
      `Über ${number(cards)} von ${number(answered)} Prüfkarten hast du anders entschieden, mehr als versprochen war.`,
    returned: (cards) =>
      `${count(cards, "Karte, über die er entschieden hat, ist", "Karten, über die er entschieden hat, sind")} wieder offen. Er muss sicherer sein, bevor er das wieder anbietet.`,
    taken: (cards) => `Zurückgenommen: ${count(cards, "Karte ist", "Karten sind")} wieder deine.`,
    undo: (cards) => (cards === 1 ? "Zurücknehmen" : `Alle ${number(cards)} zurücknehmen`),
  },
});

interface Props {
  batch: AutopilotBatch;
  changes: readonly Change[];
  isBusy: boolean;
  onUndo: () => void;
  onOpen: (changeId: string) => void;
}

/** What it decided and how it did: while its check runs, when that is over, and when it had to step back. */
export function BatchReport({ batch, changes, isBusy, onUndo, onOpen }: Props) {
  const { decided, audit, measured, promised, undone, reason } = batch;
  const hasSteppedBack = reason !== null;
  return (
    <>
      <h3>{hasSteppedBack ? texts.stepped : texts.decided(decided)}</h3>
      {hasSteppedBack && <p>{texts.otherwise(audit.answered - audit.agreed, audit.answered)}</p>}
      {measured ? (
        <p>
          <strong>{texts.agreed(audit.agreed, audit.answered)}.</strong>{" "}
          {texts.measured(share(measured.low), share(measured.high), share(promised))}
        </p>
      ) : (
        !undone && (
          <>
            <p>{texts.checking(audit.answered, audit.size)}</p>
            <ProgressBar label={texts.progress} value={audit.answered} max={audit.size} />
          </>
        )
      )}
      {undone ? (
        <p>{hasSteppedBack ? texts.returned(decided) : texts.taken(decided)}</p>
      ) : (
        <>
          <div className={styles.actions}>
            <Button look="danger" isBusy={isBusy} onClick={onUndo}>
              {texts.undo(decided)}
            </Button>
          </div>
          <DecidedCards changes={changes} onOpen={onOpen} />
        </>
      )}
    </>
  );
}
