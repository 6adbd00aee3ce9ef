import { useState } from "react";
import { Badge } from "@/components/ui/Badge";
import { Button } from "@/components/ui/Button";
import { messageOf } from "@/lib/api/messages";
import type { MemoryItem } from "@/lib/api/types";
import { categoryName } from "@/lib/categories";
import { formatAgo } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { useChangePattern, useForgetPattern } from "./api/memory";
import styles from "./Memory.module.css";
import { evidenceOf, sentenceOf, whatOf } from "./words";

const texts = catalogue({
  en: {
    last: (ago: string) => `Last decided ${ago}.`,
    proposed: "Shall this be a rule?",
    rule: "Rule",
    off: "Off",
    yes: "Yes",
    no: "No",
    stopRule: "End the rule",
    startRule: "Make it a rule again",
    switchOff: "Switch off",
    switchOn: "Switch on",
    forget: "Forget",
    really: "Forget it for good",
    keep: "Keep it",
  },
  de: {
    last: (ago) => `Zuletzt entschieden: ${ago}.`,
    proposed: "Soll das eine Regel sein?",
    rule: "Regel",
    off: "Aus",
    yes: "Ja",
    no: "Nein",
    stopRule: "Regel beenden",
    startRule: "Wieder zur Regel machen",
    switchOff: "Ausschalten",
    switchOn: "Einschalten",
    forget: "Vergessen",
    really: "Endgültig vergessen",
    keep: "Behalten",
  },
});

/** One pattern: what is known, why, and everything that its person may do about it. */
export function MemoryRow({ item }: { item: MemoryItem }) {
  const [isAsking, setAsking] = useState(false);
  const change = useChangePattern();
  const forget = useForgetPattern();
  const { patternId, rule, isOn } = item;
  const set = (body: { rule?: "on" | "off"; isOn?: boolean }) => change.mutate({ patternId, ...body });
  const error = change.error ?? forget.error;
  const action = (label: string, onClick: () => void, look: "quiet" | "danger" | "secondary" = "quiet") => (
    <Button look={look} isBusy={change.isPending || forget.isPending} onClick={onClick}>
      <span>
        {label} <span className="visually-hidden">{whatOf(item)}</span>
      </span>
    </Button>
  );

  return (
    <li className={styles.item} data-off={!isOn || undefined}>
      <p className={styles.badges}>
        <Badge tone="busy">{categoryName(item.category)}</Badge>
        {rule === "on" && <Badge tone="warn">{texts.rule}</Badge>}
        {!isOn && <Badge>{texts.off}</Badge>}
      </p>
      <h3 className={styles.sentence}>{sentenceOf(item)}</h3>
      <p className={styles.evidence}>
        {evidenceOf(item)} {item.lastDecidedAt && texts.last(formatAgo(item.lastDecidedAt))}
      </p>
      <Examples item={item} />
      {error && <p role="alert">{messageOf(error)}</p>}
      <div className={styles.actions}>
        {rule === "proposed" && (
          <>
            <span>{texts.proposed}</span>
            {action(texts.yes, () => set({ rule: "on" }), "secondary")}
            {action(texts.no, () => set({ rule: "off" }))}
          </>
        )}
        {rule === "on" && action(texts.stopRule, () => set({ rule: "off" }))}
        {rule === "off" && action(texts.startRule, () => set({ rule: "on" }))}
        {action(isOn ? texts.switchOff : texts.switchOn, () => set({ isOn: !isOn }))}
        {isAsking ? (
          <>
            {action(texts.really, () => forget.mutate(patternId), "danger")}
            {action(texts.keep, () => setAsking(false))}
          </>
        ) : (
          action(texts.forget, () => setAsking(true))
        )}
      </div>
    </li>
  );
}

/** Where the pattern's name doesn't show it, what it was seen as. */
function Examples({ item: { examples, title } }: { item: MemoryItem }) {
  if (title.includes("“") || examples.length === 0) return null;
  return (
    <ul className={styles.examples}>
      {examples.map(({ original, replacement }) => (
        <li key={`${original}→${replacement}`}>
          <del>{original}</del> <ins>{replacement}</ins>
        </li>
      ))}
    </ul>
  );
}
