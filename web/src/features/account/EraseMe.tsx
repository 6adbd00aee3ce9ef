import { useState } from "react";
import { Button } from "@/components/ui/Button";
import { TextField } from "@/components/ui/Field";
import { Notice } from "@/components/ui/Notice";
import { messageOf } from "@/lib/api/messages";
import { catalogue } from "@/lib/i18n/catalogue";
import { useEraseMe, useMe } from "./api/me";
import styles from "./Form.module.css";
import { texts as shared } from "./texts";

const texts = catalogue({
  en: {
    erase: "Erase my account",
    type: (email: string) => `Type ${email} to confirm`,
    forGood: "Erase everything for good",
    warning: "There is no way back. Download what you want to keep first.",
  },
  de: {
    erase: "Mein Konto löschen",
    type: (email) => `Tippe zur Bestätigung ${email}`,
    forGood: "Alles endgültig löschen",
    warning: "Es gibt kein Zurück. Lade vorher herunter, was du behalten willst.",
  },
});

/** Nobody does this by a slip: the button is there only after a wish, and works only after the address was typed. */
export function EraseMe({ onErased }: { onErased: () => void }) {
  const me = useMe();
  const erase = useEraseMe();
  const [isAsked, setAsked] = useState(false);
  const [typed, setTyped] = useState("");
  const email = me.data?.email ?? "";
  if (!isAsked) {
    return (
      <p>
        <Button look="danger" disabled={email === ""} onClick={() => setAsked(true)}>
          {texts.erase}
        </Button>
      </p>
    );
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        erase.mutate(undefined, { onSuccess: onErased });
      }}
    >
      <Notice tone="warn" icon="alert">
        {texts.warning}
      </Notice>
      {erase.isError && <Notice tone="bad">{messageOf(erase.error)}</Notice>}
      <TextField
        label={texts.type(email)}
        name="confirmation"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className={styles.actions}>
        <Button
          type="submit"
          look="danger"
          disabled={typed.trim().toLowerCase() !== email}
          isBusy={erase.isPending}
        >
          {texts.forGood}
        </Button>
        <Button onClick={() => setAsked(false)}>{shared.cancel}</Button>
      </div>
    </form>
  );
}
