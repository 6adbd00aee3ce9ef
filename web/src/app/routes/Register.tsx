import { Link, Navigate, useLocation, useNavigate } from "react-router";
import { Page, Panel } from "@/components/ui/Page";
import { RegisterForm } from "@/features/account/RegisterForm";
import { returnPath } from "@/lib/auth/returnPath";
import { useIsSignedIn } from "@/lib/auth/useSession";
import styles from "./Entry.module.css";

export function Register() {
  const { search } = useLocation();
  const navigate = useNavigate();
  // A newcomer has no reviews to come back to: straight to the first upload.
  const next = search.includes("next=") ? returnPath(search) : "/upload";
  if (useIsSignedIn()) return <Navigate to={next} replace />;
  return (
    <Page title="Create your account" lead="Your files stay yours. No card needed." isNarrow>
      <Panel>
        <RegisterForm onDone={() => navigate(next, { replace: true })} />
      </Panel>
      <p className={styles.other}>
        Been here before? <Link to={`/login${search}`}>Log in instead</Link>
      </p>
    </Page>
  );
}
