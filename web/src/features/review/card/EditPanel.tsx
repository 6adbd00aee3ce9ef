import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/Button";
import { TextAreaField } from "@/components/ui/Field";
import type { Change } from "@/lib/api/types";
import styles from "./EditPanel.module.css";
import { visibleSpaces } from "./words";

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
        Instead of <del>{visibleSpaces(change.original) || "nothing"}</del>
      </p>
      <TextAreaField
        label="Your wording"
        value={text}
        rows={Math.min(8, Math.max(2, Math.ceil(text.length / 36)))}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        // The person has just asked to type here.
        autoFocus
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.actions}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" look="primary">
          Save and accept
        </Button>
      </div>
    </form>
  );
}
