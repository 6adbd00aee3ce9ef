import { Page, Panel } from "@/components/ui/Page";
import { VerifyForm } from "@/features/receipts/VerifyForm";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: {
    title: "Check a receipt",
    lead: "A receipt says what was changed in a file, and by whom it was accepted. Here anyone can check it, without an account.",
  },
  de: {
    title: "Einen Beleg prüfen",
    lead: "Ein Beleg sagt, was in einer Datei geändert wurde und wer es angenommen hat. Hier kann ihn jeder prüfen, ohne Konto.",
  },
});

export function Verify() {
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Panel>
        <VerifyForm />
      </Panel>
    </Page>
  );
}
