import { Badge, type Tone } from "@/components/ui/Badge";
import { Notice } from "@/components/ui/Notice";
import type { Verdict } from "@/lib/api/types";
import { catalogue, count } from "@/lib/i18n/catalogue";
import styles from "./VerdictView.module.css";
import { checkDetail, checkTitle } from "./words";

const texts = catalogue({
  en: {
    outcome: "Outcome",
    bad: "This receipt can’t be relied on.",
    broken: (checks: number) =>
      `This receipt can’t be relied on: ${count(checks, "check", "checks")} did not hold.`,
    open: (checks: number) =>
      `What could be checked holds. ${count(checks, "check", "checks")} had to be left out; add both files to have everything checked.`,
    good: "Everything holds: the result is the original with exactly the changes on this receipt.",
    holds: "Holds",
    fails: "Doesn’t hold",
    unchecked: "Not checked",
  },
  de: {
    outcome: "Ergebnis der Prüfung",
    bad: "Auf diesen Beleg ist kein Verlass.",
    broken: (checks) =>
      `Auf diesen Beleg ist kein Verlass: ${count(checks, "Prüfung", "Prüfungen")} nicht bestanden.`,
    open: (checks) =>
      `Was sich prüfen ließ, stimmt. ${count(checks, "Prüfung", "Prüfungen")} nicht möglich; füge beide Dateien hinzu, um alles zu prüfen.`,
    good: "Alles stimmt: Das Ergebnis ist das Original mit genau den Änderungen auf diesem Beleg.",
    holds: "Stimmt",
    fails: "Stimmt nicht",
    unchecked: "Nicht geprüft",
  },
});

type Check = Verdict["checks"][number];

/** What was checked, one line each: what holds, what doesn't, and what nobody could tell. */
export function VerdictView({ verdict: { valid, checks } }: { verdict: Verdict }) {
  return (
    <section className={styles.verdict} aria-label={texts.outcome}>
      <Summary valid={valid} checks={checks} />
      <ul className={styles.checks}>
        {checks.map((check) => {
          const detail = checkDetail(check, checks);
          return (
            <li key={check.name} className={styles.check}>
              <div className={styles.text}>
                <h2 className={styles.title}>{checkTitle(check.name)}</h2>
                {detail && <p>{detail}</p>}
              </div>
              <Badge tone={toneOf(check)}>{wordOf(check)}</Badge>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Summary({ valid, checks }: Verdict) {
  const broken = checks.filter(({ holds }) => holds === false).length;
  const open = checks.filter(({ holds }) => holds === null).length;
  if (!valid || broken > 0) {
    return <Notice tone="bad">{broken === 0 ? texts.bad : texts.broken(broken)}</Notice>;
  }
  if (open > 0) return <Notice icon="accept">{texts.open(open)}</Notice>;
  return (
    <Notice tone="good" icon="accept">
      {texts.good}
    </Notice>
  );
}

function toneOf({ holds }: Check): Tone {
  return holds === null ? "neutral" : holds ? "good" : "bad";
}

function wordOf({ holds }: Check): string {
  return holds === null ? texts.unchecked : holds ? texts.holds : texts.fails;
}
