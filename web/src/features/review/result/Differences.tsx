import { useState } from "react";
import { Button } from "@/components/ui/Button";
import { Section } from "@/components/ui/Section";
import type { Change } from "@/lib/api/types";
import { categoryName } from "@/lib/categories";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { ChangeText } from "../card/ChangeText";
import styles from "./Differences.module.css";

const texts = catalogue({
  en: {
    title: "What is different",
    lead: (changes: number) =>
      `${count(changes, "place", "places")}, in the order of the text: struck is what was there, underlined is what is there now.`,
    own: "your wording",
    all: (changes: number) => `Show all ${count(changes, "place", "places")}`,
  },
  de: {
    title: "Was anders ist",
    lead: (changes) =>
      `${count(changes, "Stelle", "Stellen")}, in der Reihenfolge des Textes: Durchgestrichen ist, was dort stand, unterstrichen, was jetzt dort steht.`,
    own: "dein Wortlaut",
    all: (changes) => `Alle ${count(changes, "Stelle", "Stellen")} zeigen`,
  },
});

const fewest = 10;

/** Each accepted change where it stands, before and after. Nothing, when nothing was accepted. */
export function Differences({ changes }: { changes: readonly Change[] }) {
  const [isAll, setAll] = useState(false);
  const accepted = changes.filter(({ state }) => state === "accepted");
  if (accepted.length === 0) return null;
  return (
    <Section title={texts.title} lead={texts.lead(accepted.length)}>
      <ul className={styles.list}>
        {(isAll ? accepted : accepted.slice(0, fewest)).map((change) => (
          <Difference key={change.id} change={change} />
        ))}
      </ul>
      {!isAll && accepted.length > fewest && (
        <p>
          <Button onClick={() => setAll(true)}>{texts.all(accepted.length)}</Button>
        </p>
      )}
    </Section>
  );
}

function Difference({ change }: { change: Change }) {
  const own = change.decision?.action === "edit" ? change.decision.replacement : null;
  return (
    <li className={styles.difference}>
      <p className={styles.what}>
        {categoryName(change.category)}
        {own !== null && ` · ${texts.own}`}
      </p>
      <ChangeText {...change} replacement={own ?? change.replacement} />
    </li>
  );
}
