import { useState } from "react";
import { Button } from "@/components/ui/Button";
import { DropZone } from "@/components/ui/DropZone";
import { IconButton } from "@/components/ui/IconButton";
import { Notice } from "@/components/ui/Notice";
import { ProgressBar } from "@/components/ui/ProgressBar";
import { formatPercent } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { type Evidence, useVerifyReceipt } from "./api/verifyReceipt";
import { verifyProblem } from "./problems";
import { VerdictView } from "./VerdictView";
import styles from "./VerifyForm.module.css";

type Files = { [Part in keyof Evidence]: File | null };

const texts = catalogue({
  en: {
    receipt: "Receipt",
    receiptInvitation: "Drop the receipt here, or choose it",
    receiptNote: "The .json file that came with the result",
    original: "Original",
    originalInvitation: "The original, if you have it",
    originalNote: "The file as it was before the review",
    output: "Result",
    outputInvitation: "The result, if you have it",
    outputNote: "The file that came out of the review",
    leaveOut: (what: string) => `Leave out the ${what.toLowerCase()}`,
    check: "Check this receipt",
    upload: "Upload",
    sending: (part: string) => `Sending, ${part}`,
    checking: "Sent. Checking…",
    cancel: "Cancel",
  },
  de: {
    receipt: "Beleg",
    receiptInvitation: "Lege den Beleg hier ab oder wähle ihn aus",
    receiptNote: "Die .json-Datei, die zum Ergebnis gehört",
    original: "Original",
    originalInvitation: "Das Original, wenn du es hast",
    originalNote: "Die Datei, wie sie vor der Durchsicht war",
    output: "Ergebnis",
    outputInvitation: "Das Ergebnis, wenn du es hast",
    outputNote: "Die Datei, die aus der Durchsicht kam",
    leaveOut: (what) => `${what} weglassen`,
    check: "Diesen Beleg prüfen",
    upload: "Hochladen",
    sending: (part) => `Wird gesendet, ${part}`,
    checking: "Gesendet. Wird geprüft …",
    cancel: "Abbrechen",
  },
});

const parts: (keyof Evidence)[] = ["receipt", "original", "output"];

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
      {parts.map((part) => (
        <div key={part} className={styles.part}>
          <DropZone
            label={texts[part]}
            invitation={texts[`${part}Invitation`]}
            note={texts[`${part}Note`]}
            isCompact
            file={files[part]}
            onFile={(file) => put(part, file)}
          />
          {part !== "receipt" && files[part] && (
            <IconButton icon="close" label={texts.leaveOut(texts[part])} onClick={() => put(part, null)} />
          )}
        </div>
      ))}
      {verify.isPending ? (
        <Sending part={verify.part} onCancel={verify.cancel} />
      ) : (
        <Button type="submit" look="primary" disabled={!receipt}>
          {texts.check}
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
      <ProgressBar label={texts.upload} value={part} max={1} />
      <div className={styles.row}>
        <p role="status">
          {part < 1 ? texts.sending(formatPercent(Math.floor(part * 100) / 100)) : texts.checking}
        </p>
        <Button look="quiet" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </div>
  );
}
