import { LoadFailed, Loading } from "@/components/ui/Blank";
import { Button } from "@/components/ui/Button";
import { TextField } from "@/components/ui/Field";
import { Notice } from "@/components/ui/Notice";
import { catalogue } from "@/lib/i18n/catalogue";
import { useMe, useRename } from "./api/me";
import styles from "./Form.module.css";
import { problemOf } from "./problems";
import { texts as shared } from "./texts";

const texts = catalogue({
  en: { fetching: "Fetching your account", saved: "Saved." },
  de: { fetching: "Dein Konto wird geladen", saved: "Gespeichert." },
});

export function Profile() {
  const me = useMe();
  const rename = useRename();
  if (me.isPending) return <Loading what={texts.fetching} />;
  if (me.isError) return <LoadFailed error={me.error} retry={() => void me.refetch()} />;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate(String(new FormData(event.currentTarget).get("displayName")));
      }}
    >
      <dl className={styles.fact}>
        <dt>{shared.email}</dt>
        <dd>{me.data.email}</dd>
      </dl>
      <TextField
        label={shared.displayName}
        name="displayName"
        autoComplete="name"
        maxLength={100}
        defaultValue={me.data.displayName ?? ""}
        hint={shared.displayNameHint}
        error={problemOf(rename.error)?.message}
        onChange={rename.reset}
      />
      {rename.isSuccess && <Notice tone="good">{texts.saved}</Notice>}
      <Button type="submit" isBusy={rename.isPending}>
        {shared.save}
      </Button>
    </form>
  );
}
