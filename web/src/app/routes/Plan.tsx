import { LoadFailed, Loading } from "@/components/ui/Blank";
import { Page } from "@/components/ui/Page";
import { usePlan, usePlanOffers } from "@/features/billing/api/plan";
import { CurrentPlan } from "@/features/billing/CurrentPlan";
import { PlanOffers } from "@/features/billing/PlanOffers";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: { title: "Plan", lead: "What you have each month, and what there is.", loading: "Fetching your plan" },
  de: { title: "Tarif", lead: "Was du im Monat hast, und was es gibt.", loading: "Dein Tarif wird geladen" },
});

export function Plan() {
  const plan = usePlan();
  const offers = usePlanOffers();
  if (plan.isPending || offers.isPending) return <Loading what={texts.loading} />;
  const failed = plan.isError ? plan : offers.isError ? offers : null;
  if (failed) return <LoadFailed error={failed.error} retry={() => void failed.refetch()} />;
  return (
    <Page title={texts.title} lead={texts.lead}>
      {plan.data && <CurrentPlan plan={plan.data} />}
      {plan.data && offers.data && <PlanOffers plan={plan.data} offers={offers.data} />}
    </Page>
  );
}
