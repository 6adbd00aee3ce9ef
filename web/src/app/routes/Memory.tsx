import { Page } from "@/components/ui/Page";
import { Section } from "@/components/ui/Section";
import { MemoryList } from "@/features/memory/MemoryList";
import { MemorySwitches } from "@/features/memory/MemorySwitches";
import { MemoryTransfer } from "@/features/memory/MemoryTransfer";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: {
    title: "Memory",
    lead: "What was learned from your decisions, each with its evidence. Decisions that you took back don’t count.",
    use: "Whether it is used",
    learned: "Rules and patterns",
    yours: "It is yours",
    yoursLead:
      "Take it along, bring it in elsewhere, or end it. Bringing in the same file twice changes nothing.",
  },
  de: {
    title: "Gedächtnis",
    lead: "Was aus deinen Entscheidungen gelernt wurde, jeweils mit Belegen. Zurückgenommene zählen nicht.",
    use: "Ob es gebraucht wird",
    learned: "Regeln und Muster",
    yours: "Es gehört dir",
    yoursLead: "Nimm es mit, bring es anderswo ein, oder beende es. Dieselbe Datei zweimal ändert nichts.",
  },
});

export function Memory() {
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Section title={texts.use}>
        <MemorySwitches />
      </Section>
      <h2>{texts.learned}</h2>
      <MemoryList />
      <Section title={texts.yours} lead={texts.yoursLead}>
        <MemoryTransfer />
      </Section>
    </Page>
  );
}
