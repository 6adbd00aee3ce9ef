import { Badge } from "@/components/ui/Badge";
import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { Section } from "@/components/ui/Section";
import { messageOf } from "@/lib/api/messages";
import type { Plan, PlanOffer } from "@/lib/api/types";
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
  },
  de: {
    title: "Alle Tarife",
    free: "Nichts zu bezahlen",
    monthly: (price) => `${price} im Monat`,
    changes: (number) => `${number} freie Änderungen im Monat`,
    discount: (percent) => `${percent} Nachlass auf alles darüber`,
    yours: "Deiner",
    choose: (tier) => `${tier} wählen`,
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
            {offer.tier === plan.tier ? (
              <Badge tone="good">{texts.yours}</Badge>
            ) : (
              offer.canBeBought && (
                <Button isBusy={change.isPending} onClick={() => change.mutate(offer.tier)}>
                  {texts.choose(tierNames[offer.tier])}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function priceOf({ monthlyPrice }: PlanOffer): string {
  return Number(monthlyPrice.amount) === 0 ? texts.free : texts.monthly(formatMoney(monthlyPrice));
}
