import { Button } from "@/components/ui/Button";
import type { AutopilotOffer, Change } from "@/lib/api/types";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { locale } from "@/lib/i18n/language";
import { ChangeInPlace } from "../card/ChangeInPlace";
import styles from "./Autopilot.module.css";
import { share } from "./share";

const number = (value: number) => value.toLocaleString(locale());
const texts = catalogue({
  en: {
    can: (cards: number, left: number) =>
      `Autopilot can decide ${number(cards)} of the ${number(left)} cards that are left.`,
    bound: (predictions: number, error: string) =>
      `It predicted ${number(predictions)} of your decisions before it saw them. By that record at most ${error} of these cards would come out otherwise than you would decide; that holds with 95% certainty.`,
    stays: (cards: number) =>
      `${cards > 0 ? `${count(cards, "card stays", "cards stay")} for you, and so does` : "For you stays"} a random sample of these, unmarked among your own cards: by how you decide those it is checked. If it was worse than promised, everything comes back to you.`,
    examples: "For example",
    start: "Let it decide",
    undo: "All of it can be taken back in one step until you download the file.",
  },
  de: {
    can: (cards, left) =>
      `Der Autopilot kann über ${number(cards)} der ${number(left)} übrigen Karten entscheiden.`,
    bound: (predictions, error) =>
      `${number(predictions)} deiner Entscheidungen hat er vorhergesagt, bevor er sie sah. Danach würden höchstens ${error} dieser Karten anders ausgehen, als du entscheiden würdest; das gilt mit 95 % Sicherheit.`,
    stays: (cards) =>
      `${cards > 0 ? `${count(cards, "Karte bleibt", "Karten bleiben")} bei dir, dazu` : "Bei dir bleibt"} eine zufällige Auswahl dieser Karten, unerkannt unter deinen: Wie du über sie entscheidest, daran wird er gemessen. War er schlechter als versprochen, kommt alles zu dir zurück.`,
    examples: "Zum Beispiel",
    start: "Entscheiden lassen",
    undo: "Alles lässt sich in einem Schritt zurücknehmen, bis du die Datei herunterlädst.",
  },
});

interface Props {
  offer: AutopilotOffer;
  predictions: number;
  changes: readonly Change[];
  isBusy: boolean;
  onStart: () => void;
}

/** What it would decide, how wrong that may be, and what stays: all that a yes depends on. */
export function OfferPanel({ offer, predictions, changes, isBusy, onStart }: Props) {
  const examples = changes.filter(({ id }) => offer.examples.includes(id));
  return (
    <>
      <h3>{texts.can(offer.changes, offer.changes + offer.stays)}</h3>
      <p>{texts.bound(predictions, share(offer.errorBound))}</p>
      <p>{texts.stays(offer.stays)}</p>
      {examples.length > 0 && (
        <div>
          <h4 className={styles.small}>{texts.examples}</h4>
          <ul>
            {examples.map((change) => (
              <li key={change.id} className={styles.example}>
                <ChangeInPlace {...change} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={styles.actions}>
        <p className={styles.small}>{texts.undo}</p>
        <Button look="primary" isBusy={isBusy} onClick={onStart}>
          {texts.start}
        </Button>
      </div>
    </>
  );
}
