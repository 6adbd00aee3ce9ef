import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { ProgressBar } from "@/components/ui/ProgressBar";
import { Section } from "@/components/ui/Section";
import { messageOf } from "@/lib/api/messages";
import type { Plan } from "@/lib/api/types";
import { formatDate, formatNumber } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { leaveFor, usePlanChange, usePortal } from "./api/plan";
import styles from "./Billing.module.css";
import { tierNames } from "./texts";

const texts = catalogue({
  en: {
    title: (tier: string) => `Your plan: ${tier}`,
    renews: (day: string) => `Renews on ${day}.`,
    ends: (day: string) => `Ends on ${day}. Until then you have all of it.`,
    next: (day: string, tier: string) => `From ${day} on: ${tier}. Until then you have all of it.`,
    late: (day: string) =>
      `The last payment did not go through, and your card needs a look. Your plan goes on until ${day} while we try again.`,
    unpaid:
      "Your plan could not be paid and has stopped. Nothing of yours is lost: pay with another card to have it back.",
    ended: "Your last plan has ended.",
    waiting: "The plan that you chose is not paid yet.",
    goOn: "Go on to pay",
    mend: "Pay with another card",
    allowance: "Free changes this month",
    used: (used: string, of: string) => `${used} of ${of} free changes used this month`,
    cancel: "Cancel at the end of the period",
    resume: "Keep the plan",
    portal: "How you pay",
  },
  de: {
    title: (tier) => `Dein Tarif: ${tier}`,
    renews: (day) => `Verlängert sich am ${day}.`,
    ends: (day) => `Endet am ${day}. Bis dahin hast du alles daraus.`,
    next: (day, tier) => `Ab ${day}: ${tier}. Bis dahin hast du alles daraus.`,
    late: (day) =>
      `Die letzte Zahlung hat nicht geklappt; sieh nach deiner Karte. Dein Tarif läuft bis ${day} weiter, während wir es noch einmal versuchen.`,
    unpaid:
      "Dein Tarif konnte nicht bezahlt werden und ruht. Nichts ist verloren: Bezahle mit einer anderen Karte, und du hast ihn wieder.",
    ended: "Dein letzter Tarif ist zu Ende.",
    waiting: "Der Tarif, den du gewählt hast, ist noch nicht bezahlt.",
    goOn: "Weiter zum Bezahlen",
    mend: "Mit einer anderen Karte bezahlen",
    allowance: "Freie Änderungen in diesem Monat",
    used: (used, of) => `${used} von ${of} freien Änderungen in diesem Monat verbraucht`,
    cancel: "Zum Ende des Zeitraums kündigen",
    resume: "Tarif behalten",
    portal: "Womit du bezahlst",
  },
});

export function CurrentPlan({ plan }: { plan: Plan }) {
  const change = usePlanChange();
  const portal = usePortal();
  const failure = change.error ?? portal.error;
  return (
    <Section title={texts.title(tierNames[plan.tier])} lead={whatComes(plan)}>
      {plan.allowance && (
        <div className={styles.allowance}>
          <ProgressBar label={texts.allowance} value={plan.allowance.used} max={plan.allowance.of} />
          <p>{texts.used(formatNumber(plan.allowance.used), formatNumber(plan.allowance.of))}</p>
        </div>
      )}
      {failure && <Notice tone="bad">{messageOf(failure)}</Notice>}
      <WhatToDo plan={plan} isBusy={portal.isPending} onMend={() => portal.mutate()} />
      {plan.tier !== "free" && (
        <p className={styles.actions}>
          {!needsCard(plan) && (
            <Button isBusy={portal.isPending} onClick={() => portal.mutate()}>
              {texts.portal}
            </Button>
          )}
          <Button
            look="quiet"
            isBusy={change.isPending}
            onClick={() => change.mutate(plan.cancelsAt ? "resume" : "cancel")}
          >
            {plan.cancelsAt ? texts.resume : texts.cancel}
          </Button>
        </p>
      )}
    </Section>
  );
}

const needsCard = ({ status }: Plan) => status === "pastDue" || status === "unpaid";

interface WhatToDoProps {
  plan: Plan;
  isBusy: boolean;
  onMend: () => void;
}

/** What keeps the plan from going on, and the one thing that helps. */
function WhatToDo({ plan, isBusy, onMend }: WhatToDoProps) {
  if (needsCard(plan)) {
    const isLate = plan.status === "pastDue" && plan.tier !== "free" && plan.lateUntil;
    return (
      <>
        <Notice tone="bad">{isLate ? texts.late(formatDate(isLate)) : texts.unpaid}</Notice>
        <p className={styles.actions}>
          <Button look="primary" isBusy={isBusy} onClick={onMend}>
            {texts.mend}
          </Button>
        </p>
      </>
    );
  }
  if (plan.checkoutUrl) {
    const address = plan.checkoutUrl;
    return (
      <>
        <Notice>{texts.waiting}</Notice>
        <p className={styles.actions}>
          <Button look="primary" onClick={() => leaveFor(address)}>
            {texts.goOn}
          </Button>
        </p>
      </>
    );
  }
  return plan.status === "ended" && plan.tier === "free" ? <Notice>{texts.ended}</Notice> : null;
}

function whatComes({ tier, cancelsAt, renewsAt, nextTier, status }: Plan): string | undefined {
  if (tier === "free" || status === "pastDue") return undefined;
  if (cancelsAt) return texts.ends(formatDate(cancelsAt));
  if (!renewsAt) return undefined;
  const day = formatDate(renewsAt);
  return nextTier ? texts.next(day, tierNames[nextTier]) : texts.renews(day);
}
