import { Button } from "@/components/ui/Button";
import { ProgressBar } from "@/components/ui/ProgressBar";
import { formatSize } from "@/lib/format";
import styles from "./UploadForm.module.css";

interface Props {
  name: string;
  sent: number;
  size: number;
  onCancel: () => void;
}

export function UploadProgress({ name, sent, size, onCancel }: Props) {
  const isSent = sent >= size;
  return (
    <div className={styles.sending}>
      <div className={styles.row}>
        <span className={styles.name}>{name}</span>
        <Button look="quiet" onClick={onCancel} disabled={isSent}>
          Cancel
        </Button>
      </div>
      <ProgressBar label="Upload" value={sent} max={size} />
      <p className={styles.note} role="status">
        {isSent ? "Sent. Checking the file…" : `${formatSize(sent)} of ${formatSize(size)}`}
      </p>
    </div>
  );
}
