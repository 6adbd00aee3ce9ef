import { Page } from "@/components/ui/Page";
import { Section } from "@/components/ui/Section";
import { LedgerState } from "@/features/admin/LedgerState";
import { PaymentList } from "@/features/admin/PaymentList";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: { title: "Administration", payments: "Payments", ledger: "Ledger" },
  de: { title: "Verwaltung", payments: "Zahlungen", ledger: "Hauptbuch" },
});

export function Admin() {
  return (
    <Page title={texts.title}>
      <Section title={texts.payments}>
        <PaymentList />
      </Section>
      <Section title={texts.ledger}>
        <LedgerState />
      </Section>
    </Page>
  );
}
