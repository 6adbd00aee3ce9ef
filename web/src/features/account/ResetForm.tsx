import { Button } from "@/components/ui/Button";
import { TextField } from "@/components/ui/Field";
import { Notice } from "@/components/ui/Notice";
import { ApiError } from "@/lib/api/errors";
import { catalogue } from "@/lib/i18n/catalogue";
import { useResetPassword } from "./api/password";
import styles from "./Form.module.css";
import { problemOf } from "./problems";
import { texts as shared } from "./texts";

const texts = catalogue({
  en: { set: "Set the new password" },
  de: { set: "Das neue Passwort setzen" },
});

const isGone = (error: unknown) => error instanceof ApiError && error.status === 410;

interface Props {
  token: string;
  onDone: () => void;
  onExpired: () => void;
}

export function ResetForm({ token, onDone, onExpired }: Props) {
  const reset = useResetPassword();
  const problem = problemOf(reset.error);

  const submit = (form: FormData) =>
    reset.mutate(
      { token, password: String(form.get("password")) },
      { onSuccess: onDone, onError: (error) => isGone(error) && onExpired() },
    );

  return (
    <form
      className={`${styles.form} ${styles.entry}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      {problem && problem.field !== "password" && <Notice tone="bad">{problem.message}</Notice>}
      <TextField
        label={shared.newPassword}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={256}
        hint={shared.passwordHint}
        error={problem?.field === "password" ? problem.message : null}
      />
      <Button type="submit" look="primary" isBusy={reset.isPending}>
        {texts.set}
      </Button>
    </form>
  );
}
