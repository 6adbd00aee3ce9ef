import { Link, Navigate, useLocation, useNavigate } from "react-router";
import { Page, Panel } from "@/components/ui/Page";
import { LoginForm } from "@/features/account/LoginForm";
import { returnPath } from "@/lib/auth/returnPath";
import { useIsSignedIn } from "@/lib/auth/useSession";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./Entry.module.css";

const texts = catalogue({
  en: {
    title: "Welcome back",
    isNew: "New here?",
    register: "Create an account",
    forgot: "Forgot your password?",
  },
  de: {
    title: "Willkommen zurück",
    isNew: "Neu hier?",
    register: "Ein Konto anlegen",
    forgot: "Passwort vergessen?",
  },
});

export function LogIn() {
  const { search } = useLocation();
  const navigate = useNavigate();
  const next = returnPath(search);
  if (useIsSignedIn()) return <Navigate to={next} replace />;
  return (
    <Page title={texts.title} isNarrow>
      <Panel>
        <LoginForm onDone={() => navigate(next, { replace: true })} />
      </Panel>
      <p className={styles.other}>
        <Link to="/forgot">{texts.forgot}</Link>
      </p>
      <p className={styles.other}>
        {texts.isNew} <Link to={`/register${search}`}>{texts.register}</Link>
      </p>
    </Page>
  );
}
