import { type ReactNode, useRef, useState } from "react";
import { catalogue } from "@/lib/i18n/catalogue";
import type { DeckAction } from "@/lib/settings";
import { CardStage, type Stage } from "../deck/CardStage";
import { DeckControls } from "../deck/DeckControls";
import type { Choice } from "../deck/flight";
import type { Intent } from "../queue/intent";
import { standingsOf } from "../queue/standing";
import styles from "./SampleDeck.module.css";
import { sampleChanges, sampleText } from "./sample";
import { useSample } from "./useSample";

const texts = catalogue({
  en: { name: "Try it on a sample", done: "Your text, your call" },
  de: { name: "Mit einem Beispiel ausprobieren", done: "Dein Text, deine Entscheidung" },
});
const offered: DeckAction[] = ["accept", "reject", "skip", "undo", "redo", "edit"];

/** The real deck over a sample text. */
export function SampleDeck({ children }: { children: ReactNode }) {
  const { current, intents, ...sample } = useSample();
  const [isEditing, setEditing] = useState(false);
  const stage = useRef<Stage>(null);

  const decide = (action: Choice, replacement?: string) => {
    stage.current?.sendOff(action);
    setEditing(false);
    sample.decide(action, replacement);
  };
  const run = (action: DeckAction) => {
    setEditing(action === "edit");
    if (action === "undo" || action === "redo") sample[action]();
    else if (action !== "edit" && action !== "flag") decide(action);
  };

  return (
    <section className={styles.sample} aria-label={texts.name}>
      <div className={styles.stage}>
        {current ? (
          <CardStage
            stage={stage}
            change={current}
            next={sample.next}
            returnedFrom={sample.returnedFrom}
            isEditing={isEditing}
            onDecide={decide}
            onEditEnd={() => setEditing(false)}
          />
        ) : (
          <div className={styles.result}>
            <h2>{texts.done}</h2>
            <p className={styles.text}>{resultOf(intents)}</p>
            {children}
          </div>
        )}
      </div>
      <DeckControls {...sample} hasCard={current !== null && !isEditing} only={offered} onCommand={run} />
    </section>
  );
}

function resultOf(intents: ReadonlyMap<string, Intent>): string {
  const standings = standingsOf(sampleChanges, intents);
  const accepted = sampleChanges.filter(({ id }) => standings.get(id)?.state === "accepted");
  return accepted.reduceRight(
    (text, { id, start, end, replacement }) =>
      text.slice(0, start) + (intents.get(id)?.replacement ?? replacement) + text.slice(end),
    sampleText,
  );
}
