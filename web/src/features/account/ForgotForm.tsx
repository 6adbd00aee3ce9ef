import { Button } from "@/components/ui/Button";
import { TextField } from "@/components/ui/Field";
import { Notice } from "@/components/ui/Notice";
import { catalogue } from "@/lib/i18n/catalogue";
import { useForgotPassword } from "./api/password";
import styles from "./Form.module.css";
import { problemOf } from "./problems";
import { texts as shared } from "./texts";

const texts = catalogue({
  en: {
    send: "Send the link",
    sent: (email: string) =>
      `If ${email} has an account, a link is on its way. It works once, for an hour. Nothing there? Look among the unwanted mail.`,
    again: "Send it again",
  },
  de: {
    send: "Link senden",
    sent: (email) =>
      `Wenn es zu ${email} ein Konto gibt, ist ein Link unterwegs. Er gilt einmal und eine Stunde lang. Nichts da? Sieh im unerwünschten Eingang nach.`,
    again: "Noch einmal senden",
  },
});

export function ForgotForm() {
  const forgot = useForgotPassword();
  const problem = problemOf(forgot.error);
  return (
    <form
      className={`${styles.form} ${styles.entry}`}
      onSubmit={(event) => {
        event.preventDefault();
        forgot.mutate(String(new FormData(event.currentTarget).get("email")).trim());
      }}
    >
      {forgot.isSuccess && <Notice tone="good">{texts.sent(forgot.variables)}</Notice>}
      {problem && problem.field !== "email" && <Notice tone="bad">{problem.message}</Notice>}
      <TextField
        label={shared.email}
        name="email"
        type="email"
        autoComplete="email"
        required
        error={problem?.field === "email" ? problem.message : null}
      />
      <Button type="submit" look={forgot.isSuccess ? "secondary" : "primary"} isBusy={forgot.isPending}>
        {forgot.isSuccess ? texts.again : texts.send}
      </Button>
    </form>
  );
}
