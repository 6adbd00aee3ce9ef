import { useRef, useState } from "react";
import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { Toggle } from "@/components/ui/Toggle";
import type { JobOptions, StoredFile } from "@/lib/api/types";
import { uuid7 } from "@/lib/uuid7";
import { useUploadFile } from "./api/uploadFile";
import { DropZone } from "./DropZone";
import { refusalOf } from "./fileRules";
import { uploadProblem } from "./problems";
import { TaskChoice } from "./TaskChoice";
import { jobOptions, type ReviewRequest } from "./tasks";
import styles from "./UploadForm.module.css";
import { UploadProgress } from "./UploadProgress";

interface Props {
  /** Submits the job for the stored file; the same key for the same attempt. */
  onStored: (file: StoredFile, options: JobOptions, idempotencyKey: string) => Promise<unknown>;
}

export function UploadForm({ onStored }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [request, setRequest] = useState<ReviewRequest>({
    task: "proofread",
    ownWords: "",
    isPrivate: false,
  });
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const upload = useUploadFile();
  const abort = useRef<AbortController | null>(null);
  // One attempt, one key: pressing again after a lost answer must not start a second job.
  const attempt = useRef(uuid7());
  const refusal = file && refusalOf(file);

  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      attempt.current = uuid7();
      setFailure(null);
      set(value);
    };

  const start = async () => {
    if (!file || refusal) return;
    const controller = new AbortController();
    abort.current = controller;
    setBusy(true);
    setFailure(null);
    try {
      const key = attempt.current;
      const stored = await upload.mutateAsync({ file, idempotencyKey: key, signal: controller.signal });
      await onStored(stored, jobOptions(request), key);
    } catch (error) {
      if (!controller.signal.aborted) setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  if (isBusy && file) {
    return (
      <UploadProgress
        name={file.name}
        sent={upload.sent}
        size={file.size}
        onCancel={() => abort.current?.abort()}
      />
    );
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      {failure !== null && <Notice tone="bad">{uploadProblem(failure)}</Notice>}
      <DropZone file={file} problem={refusal} onFile={change(setFile)} />
      <TaskChoice value={request} onChange={change(setRequest)} />
      <Toggle
        label="Private"
        hint="Only models on this machine may read the file."
        checked={request.isPrivate}
        onChange={(isPrivate) => change(setRequest)({ ...request, isPrivate })}
      />
      <Button type="submit" look="primary" disabled={!file || refusal !== null}>
        Start review
      </Button>
    </form>
  );
}
