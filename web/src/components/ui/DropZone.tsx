import { type DragEvent, useId, useState } from "react";
import { formatSize } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import styles from "./DropZone.module.css";
import { Icon } from "./Icon";

const texts = catalogue({
  en: { another: (size: string) => `${size} · choose another` },
  de: { another: (size) => `${size} · andere wählen` },
});

interface Common {
  label: string;
  /** What it asks for while it is empty, and what may be dropped. */
  invitation: string;
  note: string;
  accept?: string;
  problem?: string | null;
  isCompact?: boolean;
}
interface ForOne extends Common {
  file: File | null;
  onFile: (file: File) => void;
}
interface ForMany extends Common {
  onFiles: (files: File[]) => void;
}

/** A place for files: by drop, by click, by keyboard. One shows its file; one for many stays open, and its page takes what is dropped. */
export function DropZone(props: ForOne | ForMany) {
  const { label, invitation, note, accept, problem = null, isCompact = false } = props;
  const file = "file" in props ? props.file : null;
  const id = useId();
  const [isOver, setOver] = useState(false);

  const take = (files: File[]) => {
    if ("onFiles" in props) props.onFiles(files);
    else if (files[0]) props.onFile(files[0]);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    if ("onFiles" in props) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  };

  return (
    <div className={styles.field}>
      <label
        className={styles.zone}
        data-over={isOver || undefined}
        data-filled={file !== null || undefined}
        data-compact={isCompact || undefined}
        data-invalid={problem !== null || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          type="file"
          className={styles.input}
          aria-label={label}
          aria-describedby={problem ? id : undefined}
          aria-invalid={problem !== null || undefined}
          accept={accept}
          multiple={"onFiles" in props}
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            // So that the same file can be chosen again after it was changed on disk.
            event.target.value = "";
          }}
        />
        <span className={styles.mark}>
          <Icon name={file ? "file" : "upload"} size={isCompact ? 20 : 26} />
        </span>
        <span className={styles.text}>
          <strong className={file ? styles.name : undefined}>{file ? file.name : invitation}</strong>
          <span>{file ? texts.another(formatSize(file.size)) : note}</span>
        </span>
      </label>
      {problem && (
        <p id={id} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
