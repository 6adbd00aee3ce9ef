import { Button } from "@/components/ui/Button";
import { ProgressBar } from "@/components/ui/ProgressBar";
import { formatSize } from "@/lib/format";
import styles from "./UploadForm.module.css";

interface Props {
  sent: number;
  size: number;
  onCancel: () => void;
}

export function UploadProgress({ sent, size, onCancel }: Props) {
  return (
    <div className={styles.sending}>
      <ProgressBar label="Upload" value={sent} max={size} />
      <div className={styles.row}>
        <p className={styles.note} role="status">
          {sent >= size ? "Sent. Checking the file…" : `${formatSize(sent)} of ${formatSize(size)}`}
        </p>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
