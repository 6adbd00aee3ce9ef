import { Page } from "@/components/ui/Page";
import { Papers } from "@/features/billing/Papers";
import { HistoryList } from "@/features/history/HistoryList";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: { title: "History", lead: "What you had reviewed, paid and downloaded." },
  de: { title: "Verlauf", lead: "Was du durchsehen ließest, bezahlt und heruntergeladen hast." },
});

export function History() {
  return (
    <Page title={texts.title} lead={texts.lead}>
      <HistoryList papers={(payment) => <Papers payment={payment} />} />
    </Page>
  );
}
