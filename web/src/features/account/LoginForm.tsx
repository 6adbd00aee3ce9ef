import { Button } from "@/components/ui/Button";
import { TextField } from "@/components/ui/Field";
import { Notice } from "@/components/ui/Notice";
import { useLogIn } from "./api/auth";
import styles from "./Form.module.css";
import { logInProblem } from "./problems";
import { texts } from "./texts";

export function LoginForm({ onDone }: { onDone: () => void }) {
  const logIn = useLogIn();
  const problem = logInProblem(logIn.error);

  const submit = (form: FormData) => {
    const credentials = { email: String(form.get("email")).trim(), password: String(form.get("password")) };
    logIn.mutate(credentials, { onSuccess: onDone });
  };

  return (
    <form
      className={`${styles.form} ${styles.entry}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      {problem && <Notice tone="bad">{problem}</Notice>}
      <TextField label={texts.email} name="email" type="email" autoComplete="email" required />
      <TextField
        label={texts.password}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <Button type="submit" look="primary" isBusy={logIn.isPending}>
        {texts.logIn}
      </Button>
    </form>
  );
}
