import { useRef } from "react";
import { Button } from "@/components/ui/Button";
import { TextField } from "@/components/ui/Field";
import { IconButton } from "@/components/ui/IconButton";
import { Notice } from "@/components/ui/Notice";
import { catalogue } from "@/lib/i18n/catalogue";
import { useCreateApiKey } from "./api/apiKeys";
import styles from "./Form.module.css";
import { problemOf } from "./problems";

const texts = catalogue({
  en: {
    name: "What the key is for",
    expires: "Until (optional)",
    create: "Make a key",
    once: "This is your key. Copy it now: it is shown this once.",
    copy: "Copy the key",
    yours: "Your new API key",
  },
  de: {
    name: "Wofür der Schlüssel ist",
    expires: "Bis (freiwillig)",
    create: "Schlüssel anlegen",
    once: "Das ist dein Schlüssel. Kopiere ihn jetzt: Er wird nur dieses eine Mal gezeigt.",
    copy: "Schlüssel kopieren",
    yours: "Dein neuer API-Schlüssel",
  },
});

export function NewApiKeyForm() {
  const form = useRef<HTMLFormElement>(null);
  const create = useCreateApiKey();

  const submit = (given: FormData) => {
    const day = String(given.get("expires"));
    // Through the whole of that day, where the person is.
    const until = day === "" ? {} : { expiresAt: new Date(`${day}T23:59:59`).toISOString() };
    create.mutate({ name: String(given.get("name")), ...until }, { onSuccess: () => form.current?.reset() });
  };

  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      {create.data && <Shown apiKey={create.data.key} />}
      {create.isError && <Notice tone="bad">{problemOf(create.error)?.message}</Notice>}
      <div className={styles.fields}>
        <TextField label={texts.name} name="name" required maxLength={100} />
        <TextField label={texts.expires} name="expires" type="date" />
      </div>
      <Button type="submit" isBusy={create.isPending}>
        {texts.create}
      </Button>
    </form>
  );
}

function Shown({ apiKey }: { apiKey: string }) {
  return (
    <>
      <Notice tone="good">{texts.once}</Notice>
      <p className={styles.secret}>
        <output aria-label={texts.yours}>{apiKey}</output>
        <IconButton
          icon="copy"
          label={texts.copy}
          onClick={() => void navigator.clipboard.writeText(apiKey)}
        />
      </p>
    </>
  );
}
