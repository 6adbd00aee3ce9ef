import { LoadFailed, Loading } from "@/components/ui/Blank";
import { useMe } from "./api/me";
import styles from "./Profile.module.css";

export function Profile() {
  const me = useMe();
  if (me.isPending) return <Loading what="Fetching your account" />;
  if (me.isError) return <LoadFailed error={me.error} retry={() => void me.refetch()} />;
  return (
    <dl className={styles.profile}>
      <div>
        <dt>Display name</dt>
        <dd>{me.data.displayName ?? "Not given"}</dd>
      </div>
      <div>
        <dt>Email</dt>
        <dd>{me.data.email}</dd>
      </div>
    </dl>
  );
}
