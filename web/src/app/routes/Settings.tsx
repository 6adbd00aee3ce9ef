import { Page, Panel } from "@/components/ui/Page";
import { DeckSettings } from "@/features/settings/DeckSettings";
import { KeySettings } from "@/features/settings/KeySettings";
import { LanguageChoice } from "@/features/settings/LanguageChoice";
import { ThemeChoice } from "@/features/settings/ThemeChoice";
import { useIsSignedIn } from "@/lib/auth/useSession";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: {
    title: "Settings",
    here: "They are kept on this device. With an account they go with you.",
    everywhere: "They hold at once, and on all your devices.",
  },
  de: {
    title: "Einstellungen",
    here: "Sie bleiben auf diesem Gerät. Mit einem Konto gehen sie mit dir.",
    everywhere: "Sie gelten sofort und auf allen deinen Geräten.",
  },
});

export function Settings() {
  const isSignedIn = useIsSignedIn();
  return (
    <Page title={texts.title} lead={isSignedIn ? texts.everywhere : texts.here}>
      <Panel>
        <LanguageChoice />
        <ThemeChoice />
      </Panel>
      <Panel>
        <DeckSettings />
        <KeySettings />
      </Panel>
    </Page>
  );
}
