import { type DragEvent, useId, useState } from "react";
import { formatSize } from "@/lib/format";
import styles from "./DropZone.module.css";
import { Icon } from "./Icon";

interface Props {
  label: string;
  /** What it asks for while it is empty, and what may be dropped. */
  invitation: string;
  note: string;
  accept?: string;
  file: File | null;
  problem?: string | null;
  isCompact?: boolean;
  onFile: (file: File) => void;
}

/** A place for one file: by drop, by click, by keyboard. */
export function DropZone(props: Props) {
  const { label, invitation, note, accept, file, problem = null, isCompact = false, onFile } = props;
  const id = useId();
  const [isOver, setOver] = useState(false);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) onFile(dropped);
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
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen) onFile(chosen);
            // So that the same file can be chosen again after it was changed on disk.
            event.target.value = "";
          }}
        />
        <span className={styles.mark}>
          <Icon name={file ? "file" : "upload"} size={isCompact ? 20 : 26} />
        </span>
        <span className={styles.text}>
          <strong className={file ? styles.name : undefined}>{file ? file.name : invitation}</strong>
          <span>{file ? `${formatSize(file.size)} · choose another` : note}</span>
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
