import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { ProgressBar } from "@/components/ui/ProgressBar";
import { Section } from "@/components/ui/Section";
import { messageOf } from "@/lib/api/messages";
import type { Plan } from "@/lib/api/types";
import { formatDate, formatNumber } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { usePlanChange, usePortal } from "./api/plan";
import styles from "./Billing.module.css";
import { tierNames } from "./texts";

const texts = catalogue({
  en: {
    title: (tier: string) => `Your plan: ${tier}`,
    renews: (day: string) => `Renews on ${day}.`,
    ends: (day: string) => `Ends on ${day}. Until then you have all of it.`,
    next: (tier: string) => `From the next period on: ${tier}.`,
    late: "The last payment did not go through. Your plan goes on while we try again; please look at how you pay.",
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
    next: (tier) => `Ab dem nächsten Zeitraum: ${tier}.`,
    late: "Die letzte Zahlung hat nicht geklappt. Dein Tarif läuft weiter, während wir es noch einmal versuchen; sieh nach, womit du bezahlst.",
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
      {plan.status === "pastDue" && <Notice tone="bad">{texts.late}</Notice>}
      {failure && <Notice tone="bad">{messageOf(failure)}</Notice>}
      {plan.tier !== "free" && (
        <p className={styles.actions}>
          <Button isBusy={portal.isPending} onClick={() => portal.mutate()}>
            {texts.portal}
          </Button>
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

function whatComes({ cancelsAt, renewsAt, nextTier }: Plan): string | undefined {
  if (cancelsAt) return texts.ends(formatDate(cancelsAt));
  if (nextTier) return texts.next(tierNames[nextTier]);
  return renewsAt ? texts.renews(formatDate(renewsAt)) : undefined;
}
