import { useNavigate } from "react-router";
import { Button } from "@/components/ui/Button";
import { Page } from "@/components/ui/Page";
import { Section } from "@/components/ui/Section";
import { ApiKeys } from "@/features/account/ApiKeys";
import { useLogOut } from "@/features/account/api/auth";
import { EraseMe } from "@/features/account/EraseMe";
import { PasswordForm } from "@/features/account/PasswordForm";
import { Profile } from "@/features/account/Profile";
import { Sessions } from "@/features/account/Sessions";
import { session } from "@/lib/auth/session";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: {
    title: "Account",
    profile: "Profile",
    password: "Password",
    sessions: "Devices",
    sessionsLead: "Where you are signed in. One that you don’t know? Sign it out, and change your password.",
    keys: "API keys",
    keysLead:
      "Let your own programs work as you, with everything but this page. Revoked ones stop within a minute.",
    erase: "Erase me",
    eraseLead:
      "Your files, reviews, memory and keys are deleted at once. What the law asks us to keep of payments stays, without your name.",
    logOut: "Log out",
  },
  de: {
    title: "Konto",
    profile: "Profil",
    password: "Passwort",
    sessions: "Geräte",
    sessionsLead: "Wo du angemeldet bist. Eines kennst du nicht? Melde es ab und ändere dein Passwort.",
    keys: "API-Schlüssel",
    keysLead:
      "Damit arbeiten deine eigenen Programme als du, mit allem außer dieser Seite. Widerrufene gelten nach spätestens einer Minute nicht mehr.",
    erase: "Mich löschen",
    eraseLead:
      "Deine Dateien, Durchsichten, dein Gedächtnis und deine Schlüssel werden sofort gelöscht. Was wir von Zahlungen aufbewahren müssen, bleibt ohne deinen Namen.",
    logOut: "Abmelden",
  },
});

export function Account() {
  const logOut = useLogOut();
  const navigate = useNavigate();
  return (
    <Page title={texts.title}>
      <Section title={texts.profile}>
        <Profile />
      </Section>
      <Section title={texts.password}>
        <PasswordForm />
      </Section>
      <Section title={texts.sessions} lead={texts.sessionsLead}>
        <Sessions />
      </Section>
      <Section title={texts.keys} lead={texts.keysLead}>
        <ApiKeys />
      </Section>
      <Section title={texts.erase} lead={texts.eraseLead}>
        <EraseMe
          onErased={async () => {
            await session.prepareToLeave({ isErased: true });
            session.end();
            void navigate("/");
          }}
        />
      </Section>
      <p>
        <Button
          isBusy={logOut.isPending}
          onClick={() => logOut.mutate(undefined, { onSettled: () => void navigate("/") })}
        >
          {texts.logOut}
        </Button>
      </p>
    </Page>
  );
}
