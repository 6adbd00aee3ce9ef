import { Badge } from "@/components/ui/Badge";
import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { Section } from "@/components/ui/Section";
import { messageOf } from "@/lib/api/messages";
import type { Plan, PlanOffer, Tier } from "@/lib/api/types";
import { formatMoney, formatNumber, formatPercent } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { usePlanChange } from "./api/plan";
import styles from "./Billing.module.css";
import { tierNames } from "./texts";

const texts = catalogue({
  en: {
    title: "All plans",
    free: "Nothing to pay",
    monthly: (price: string) => `${price} a month`,
    changes: (number: string) => `${number} free changes a month`,
    discount: (percent: string) => `${percent} off what goes beyond`,
    yours: "Yours",
    choose: (tier: string) => `Choose ${tier}`,
    upgrade: (tier: string) => `Upgrade to ${tier}`,
    upgradeNote: "Counts at once; you pay the difference for the rest of the period.",
    downgrade: (tier: string) => `Change to ${tier}`,
    downgradeNote: "From the next period on; until then you keep what you have.",
    next: "Yours next",
  },
  de: {
    title: "Alle Tarife",
    free: "Nichts zu bezahlen",
    monthly: (price) => `${price} im Monat`,
    changes: (number) => `${number} freie Änderungen im Monat`,
    discount: (percent) => `${percent} Nachlass auf alles darüber`,
    yours: "Deiner",
    choose: (tier) => `${tier} wählen`,
    upgrade: (tier) => `Auf ${tier} aufsteigen`,
    upgradeNote: "Gilt sofort; du bezahlst den Unterschied für den Rest des Zeitraums.",
    downgrade: (tier) => `Zu ${tier} wechseln`,
    downgradeNote: "Ab dem nächsten Zeitraum; bis dahin behältst du, was du hast.",
    next: "Deiner als Nächstes",
  },
});

interface Props {
  plan: Plan;
  offers: readonly PlanOffer[];
}

export function PlanOffers({ plan, offers }: Props) {
  const change = usePlanChange();
  return (
    <Section title={texts.title}>
      {change.isError && <Notice tone="bad">{messageOf(change.error)}</Notice>}
      <ul className={styles.offers}>
        {offers.map((offer) => (
          <li key={offer.tier} className={styles.offer}>
            <h3>{tierNames[offer.tier]}</h3>
            <p>{priceOf(offer)}</p>
            {offer.freeChangesPerMonth !== null && (
              <p className={styles.gives}>{texts.changes(formatNumber(offer.freeChangesPerMonth))}</p>
            )}
            {offer.discountPercent > 0 && (
              <p className={styles.gives}>{texts.discount(formatPercent(offer.discountPercent / 100))}</p>
            )}
            <Choice plan={plan} offer={offer} isBusy={change.isPending} onChoose={change.mutate} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface ChoiceProps {
  plan: Plan;
  offer: PlanOffer;
  isBusy: boolean;
  onChoose: (tier: Tier) => void;
}

const ranks: readonly Tier[] = ["free", "pro", "enterprise"];

/** What can be done about one offer, with when it counts and what it costs. */
function Choice({ plan, offer: { tier, canBeBought }, isBusy, onChoose }: ChoiceProps) {
  if (tier === plan.nextTier) return <Badge tone="busy">{texts.next}</Badge>;
  if (tier === plan.tier && !plan.nextTier) return <Badge tone="good">{texts.yours}</Badge>;
  if (!canBeBought) return null;
  const name = tierNames[tier];
  const isChange = plan.tier !== "free";
  const isUp = ranks.indexOf(tier) > ranks.indexOf(plan.tier);
  const label = tier === plan.tier || !isChange ? texts.choose : isUp ? texts.upgrade : texts.downgrade;
  return (
    <>
      {isChange && tier !== plan.tier && (
        <p className={styles.gives}>{isUp ? texts.upgradeNote : texts.downgradeNote}</p>
      )}
      <Button isBusy={isBusy} onClick={() => onChoose(tier)}>
        {label(name)}
      </Button>
    </>
  );
}

function priceOf({ monthlyPrice }: PlanOffer): string {
  return Number(monthlyPrice.amount) === 0 ? texts.free : texts.monthly(formatMoney(monthlyPrice));
}
