import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/Button";
import { TextAreaField } from "@/components/ui/Field";
import type { Change } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./EditPanel.module.css";
import { visibleSpaces } from "./words";

const texts = catalogue({
  en: {
    insteadOf: "Instead of",
    nothing: "nothing",
    wording: "Your wording",
    cancel: "Cancel",
    save: "Save and accept",
  },
  de: {
    insteadOf: "Statt",
    nothing: "nichts",
    wording: "Dein Wortlaut",
    cancel: "Abbrechen",
    save: "Sichern und annehmen",
  },
});

interface Props {
  change: Change;
  onSave: (replacement: string) => void;
  onCancel: () => void;
}

export function EditPanel({ change, onSave, onCancel }: Props) {
  const [text, setText] = useState(change.replacement);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onCancel();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onSave(text);
    else return;
    event.preventDefault();
  };

  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(text);
      }}
    >
      <p className={styles.original}>
        {texts.insteadOf} <del>{visibleSpaces(change.original) || texts.nothing}</del>
      </p>
      <TextAreaField
        label={texts.wording}
        value={text}
        rows={Math.min(8, Math.max(2, Math.ceil(text.length / 36)))}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        // The person has just asked to type here.
        autoFocus
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.actions}>
        <Button onClick={onCancel}>{texts.cancel}</Button>
        <Button type="submit" look="primary">
          {texts.save}
        </Button>
      </div>
    </form>
  );
}
