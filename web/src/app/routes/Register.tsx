import { Link, Navigate, useLocation, useNavigate } from "react-router";
import { Page, Panel } from "@/components/ui/Page";
import { RegisterForm } from "@/features/account/RegisterForm";
import { returnPath } from "@/lib/auth/returnPath";
import { useIsSignedIn } from "@/lib/auth/useSession";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./Entry.module.css";

const texts = catalogue({
  en: {
    title: "Create your account",
    lead: "Your files stay yours. No card needed.",
    isKnown: "Been here before?",
    logIn: "Log in instead",
  },
  de: {
    title: "Dein Konto anlegen",
    lead: "Deine Dateien bleiben deine. Keine Karte nötig.",
    isKnown: "Schon einmal hier gewesen?",
    logIn: "Stattdessen anmelden",
  },
});

export function Register() {
  const { search } = useLocation();
  const navigate = useNavigate();
  // A newcomer has no reviews to come back to: straight to the first upload.
  const next = search.includes("next=") ? returnPath(search) : "/upload";
  if (useIsSignedIn()) return <Navigate to={next} replace />;
  return (
    <Page title={texts.title} lead={texts.lead} isNarrow>
      <Panel>
        <RegisterForm onDone={() => navigate(next, { replace: true })} />
      </Panel>
      <p className={styles.other}>
        {texts.isKnown} <Link to={`/login${search}`}>{texts.logIn}</Link>
      </p>
    </Page>
  );
}
