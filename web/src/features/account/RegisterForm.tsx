import { Button } from "@/components/ui/Button";
import { TextField } from "@/components/ui/Field";
import { Notice } from "@/components/ui/Notice";
import { useRegister } from "./api/auth";
import styles from "./Form.module.css";
import { problemOf } from "./problems";
import { texts } from "./texts";

const fields = ["email", "password", "displayname"];

export function RegisterForm({ onDone }: { onDone: () => void }) {
  const register = useRegister();
  const problem = problemOf(register.error);
  const errorFor = (field: string) => (problem?.field === field ? problem.message : null);

  const submit = (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? "");
    register.mutate(
      { email: text("email").trim(), password: text("password"), displayName: text("displayName") },
      { onSuccess: onDone },
    );
  };

  return (
    <form
      className={`${styles.form} ${styles.entry}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      {problem && !fields.includes(problem.field ?? "") && <Notice tone="bad">{problem.message}</Notice>}
      <TextField
        label={texts.email}
        name="email"
        type="email"
        autoComplete="email"
        required
        error={errorFor("email")}
      />
      <TextField
        label={texts.displayName}
        name="displayName"
        autoComplete="name"
        maxLength={100}
        hint={texts.displayNameHint}
        error={errorFor("displayname")}
      />
      <TextField
        label={texts.password}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={256}
        hint={texts.passwordHint}
        error={errorFor("password")}
      />
      <Button type="submit" look="primary" isBusy={register.isPending}>
        {texts.createAccount}
      </Button>
    </form>
  );
}
