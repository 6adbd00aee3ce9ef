import { useRef } from "react";
import { Button } from "@/components/ui/Button";
import { TextField } from "@/components/ui/Field";
import { Notice } from "@/components/ui/Notice";
import { catalogue } from "@/lib/i18n/catalogue";
import { useChangePassword } from "./api/password";
import styles from "./Form.module.css";
import { problemOf } from "./problems";
import { texts as shared } from "./texts";

const texts = catalogue({
  en: {
    current: "Current password",
    change: "Change password",
    changed: "Changed. All your other devices are signed out.",
  },
  de: {
    current: "Bisheriges Passwort",
    change: "Passwort ändern",
    changed: "Geändert. Alle deine anderen Geräte sind abgemeldet.",
  },
});

export function PasswordForm() {
  const form = useRef<HTMLFormElement>(null);
  const change = useChangePassword();
  const problem = problemOf(change.error);
  const errorFor = (field: string) => (problem?.field === field ? problem.message : null);

  const submit = (given: FormData) =>
    change.mutate(
      { current: String(given.get("current")), new: String(given.get("new")) },
      { onSuccess: () => form.current?.reset() },
    );

  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      {problem && problem.field === null && <Notice tone="bad">{problem.message}</Notice>}
      {change.isSuccess && <Notice tone="good">{texts.changed}</Notice>}
      <TextField
        label={texts.current}
        name="current"
        type="password"
        autoComplete="current-password"
        required
        error={errorFor("current")}
      />
      <TextField
        label={shared.newPassword}
        name="new"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={256}
        hint={shared.passwordHint}
        error={errorFor("new")}
      />
      <Button type="submit" isBusy={change.isPending}>
        {texts.change}
      </Button>
    </form>
  );
}
