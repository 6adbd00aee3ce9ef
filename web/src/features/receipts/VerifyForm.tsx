import { useState } from "react";
import { Button } from "@/components/ui/Button";
import { DropZone } from "@/components/ui/DropZone";
import { Icon } from "@/components/ui/Icon";
import { Notice } from "@/components/ui/Notice";
import { ProgressBar } from "@/components/ui/ProgressBar";
import { type Evidence, useVerifyReceipt } from "./api/verifyReceipt";
import { verifyProblem } from "./problems";
import { VerdictView } from "./VerdictView";
import styles from "./VerifyForm.module.css";

type Files = { [Part in keyof Evidence]: File | null };

const zones: { part: keyof Evidence; label: string; invitation: string; note: string }[] = [
  {
    part: "receipt",
    label: "Receipt",
    invitation: "Drop the receipt here, or choose it",
    note: "The .json file that came with the result",
  },
  {
    part: "original",
    label: "Original",
    invitation: "The original, if you have it",
    note: "The file as it was before the review",
  },
  {
    part: "output",
    label: "Result",
    invitation: "The result, if you have it",
    note: "The file that came out of the review",
  },
];

export function VerifyForm() {
  const [files, setFiles] = useState<Files>({ receipt: null, original: null, output: null });
  const verify = useVerifyReceipt();
  const { receipt } = files;

  const put = (part: keyof Evidence, file: File | null) => {
    verify.cancel();
    setFiles({ ...files, [part]: file });
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (receipt) verify.mutate({ ...files, receipt });
      }}
    >
      {zones.map(({ part, ...zone }) => (
        <div key={part} className={styles.part}>
          <DropZone {...zone} isCompact file={files[part]} onFile={(file) => put(part, file)} />
          {part !== "receipt" && files[part] && (
            <button
              type="button"
              className={styles.remove}
              aria-label={`Leave out the ${zone.label.toLowerCase()}`}
              onClick={() => put(part, null)}
            >
              <Icon name="close" />
            </button>
          )}
        </div>
      ))}
      {verify.isPending ? (
        <Sending part={verify.part} onCancel={verify.cancel} />
      ) : (
        <Button type="submit" look="primary" disabled={!receipt}>
          Check this receipt
        </Button>
      )}
      {verify.isError && <Notice tone="bad">{verifyProblem(verify.error)}</Notice>}
      {verify.data && <VerdictView verdict={verify.data} />}
    </form>
  );
}

function Sending({ part, onCancel }: { part: number; onCancel: () => void }) {
  return (
    <div className={styles.sending}>
      <ProgressBar label="Upload" value={part} max={1} />
      <div className={styles.row}>
        <p role="status">{part < 1 ? `Sending, ${Math.floor(part * 100)} %` : "Sent. Checking…"}</p>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
