import { Badge, type Tone } from "@/components/ui/Badge";
import { Notice } from "@/components/ui/Notice";
import type { Verdict } from "@/lib/api/types";
import { plural } from "@/lib/format";
import styles from "./VerdictView.module.css";
import { checkTitle } from "./words";

type Check = Verdict["checks"][number];

/** What was checked, one line each: what holds, what doesn't, and what nobody could tell. */
export function VerdictView({ verdict: { valid, checks } }: { verdict: Verdict }) {
  return (
    <section className={styles.verdict} aria-label="Outcome">
      <Summary valid={valid} checks={checks} />
      <ul className={styles.checks}>
        {checks.map((check) => (
          <li key={check.name} className={styles.check}>
            <div className={styles.text}>
              <h2 className={styles.title}>{checkTitle(check.name)}</h2>
              <p>{check.detail}</p>
            </div>
            <Badge tone={toneOf(check)}>{wordOf(check)}</Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Summary({ valid, checks }: Verdict) {
  const broken = checks.filter(({ holds }) => holds === false).length;
  const open = checks.filter(({ holds }) => holds === null).length;
  if (!valid || broken > 0) {
    return (
      <Notice tone="bad">
        {broken === 0
          ? "This receipt can’t be relied on."
          : `This receipt can’t be relied on: ${plural(broken, "check")} did not hold.`}
      </Notice>
    );
  }
  if (open > 0) {
    return (
      <Notice icon="accept">
        What could be checked holds. {plural(open, "check")} had to be left out; add both files to have
        everything checked.
      </Notice>
    );
  }
  return (
    <Notice tone="good" icon="accept">
      Everything holds: the result is the original with exactly the changes on this receipt.
    </Notice>
  );
}

function toneOf({ holds }: Check): Tone {
  return holds === null ? "neutral" : holds ? "good" : "bad";
}

function wordOf({ holds }: Check): string {
  return holds === null ? "Not checked" : holds ? "Holds" : "Doesn’t hold";
}
