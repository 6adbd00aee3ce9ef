import { Link, Navigate, useLocation, useNavigate } from "react-router";
import { Page, Panel } from "@/components/ui/Page";
import { LoginForm } from "@/features/account/LoginForm";
import { returnPath } from "@/lib/auth/returnPath";
import { useIsSignedIn } from "@/lib/auth/useSession";
import styles from "./Entry.module.css";

export function LogIn() {
  const { search } = useLocation();
  const navigate = useNavigate();
  const next = returnPath(search);
  if (useIsSignedIn()) return <Navigate to={next} replace />;
  return (
    <Page title="Welcome back" isNarrow>
      <Panel>
        <LoginForm onDone={() => navigate(next, { replace: true })} />
      </Panel>
      <p className={styles.other}>
        New here? <Link to={`/register${search}`}>Create an account</Link>
      </p>
    </Page>
  );
}
