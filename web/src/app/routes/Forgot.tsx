import { Link } from "react-router";
import { Page, Panel } from "@/components/ui/Page";
import { ForgotForm } from "@/features/account/ForgotForm";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./Entry.module.css";

const texts = catalogue({
  en: {
    title: "A new password",
    lead: "Tell us your email, and we send you a link that lets you set one.",
    back: "Back to log in",
  },
  de: {
    title: "Ein neues Passwort",
    lead: "Sag uns deine E-Mail, und wir senden dir einen Link, mit dem du eines setzt.",
    back: "Zurück zur Anmeldung",
  },
});

export function Forgot() {
  return (
    <Page title={texts.title} lead={texts.lead} isNarrow>
      <Panel>
        <ForgotForm />
      </Panel>
      <p className={styles.other}>
        <Link to="/login">{texts.back}</Link>
      </p>
    </Page>
  );
}
