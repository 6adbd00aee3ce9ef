import { type DragEvent, useId, useState } from "react";
import { Icon } from "@/components/ui/Icon";
import { formatSize } from "@/lib/format";
import styles from "./DropZone.module.css";
import { acceptedExtensions, maxFileSize } from "./fileRules";

interface Props {
  file: File | null;
  problem: string | null;
  onFile: (file: File) => void;
}

export function DropZone({ file, problem, onFile }: Props) {
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
          aria-label="File"
          aria-describedby={problem ? id : undefined}
          aria-invalid={problem !== null || undefined}
          accept={acceptedExtensions.join()}
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen) onFile(chosen);
            // So that the same file can be chosen again after it was changed on disk.
            event.target.value = "";
          }}
        />
        <span className={styles.mark}>
          <Icon name={file ? "file" : "upload"} size={26} />
        </span>
        {file ? <Chosen file={file} /> : <Invitation />}
      </label>
      {problem && (
        <p id={id} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function Chosen({ file }: { file: File }) {
  return (
    <span className={styles.text}>
      <strong className={styles.name}>{file.name}</strong>
      <span>{formatSize(file.size)} · choose another</span>
    </span>
  );
}

function Invitation() {
  return (
    <span className={styles.text}>
      <strong>Drop a file here, or choose one</strong>
      <span>Word, Markdown or plain text, up to {formatSize(maxFileSize)}</span>
    </span>
  );
}
