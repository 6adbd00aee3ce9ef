import { useRef, useState } from "react";
import { Button } from "@/components/ui/Button";
import { DropZone } from "@/components/ui/DropZone";
import { Notice } from "@/components/ui/Notice";
import { Toggle } from "@/components/ui/Toggle";
import type { JobOptions, StoredFile } from "@/lib/api/types";
import { formatSize } from "@/lib/format";
import { uuid7 } from "@/lib/uuid7";
import { acceptedExtensions, maxFileSize } from "./fileRules";
import { uploadProblem } from "./problems";
import { TaskChoice } from "./TaskChoice";
import { jobOptions, type ReviewRequest } from "./tasks";
import styles from "./UploadForm.module.css";
import { UploadProgress } from "./UploadProgress";
import { useChosenFile } from "./useChosenFile";
import { WhatComesBack } from "./WhatComesBack";

interface Props {
  /** Submits the job for the stored file; the same key for the same attempt. */
  onStart: (file: StoredFile, options: JobOptions, idempotencyKey: string) => Promise<unknown>;
}

export function UploadForm({ onStart }: Props) {
  const chosen = useChosenFile();
  const { file, stored } = chosen;
  const [request, setRequest] = useState<ReviewRequest>({
    task: "proofread",
    wishes: {},
    isPrivate: false,
  });
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  // One attempt, one key: pressing again after a lost answer must not start a second job.
  const attempt = useRef(uuid7());
  const canStart = stored !== null && stored.status !== "rejected" && stored.formats.length > 0;

  const renew = () => {
    attempt.current = uuid7();
    setFailure(null);
  };
  const change = (next: ReviewRequest) => {
    renew();
    setRequest(next);
  };
  const choose = (next: File | null) => {
    renew();
    chosen.choose(next);
  };

  const start = async () => {
    if (!canStart) return;
    setBusy(true);
    setFailure(null);
    chosen.use();
    try {
      await onStart(stored, jobOptions(request), attempt.current);
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      {failure !== null && <Notice tone="bad">{uploadProblem(failure)}</Notice>}
      <DropZone
        label="File"
        invitation="Drop a file here, or choose one"
        note={`Word, PDF, Markdown, HTML, TeX, text or source code, up to ${formatSize(maxFileSize)}`}
        accept={acceptedExtensions.join()}
        file={file}
        problem={chosen.refusal}
        onFile={choose}
      />
      {file && chosen.isSending && (
        <UploadProgress sent={chosen.sent} size={file.size} onCancel={() => choose(null)} />
      )}
      {chosen.failure && <UploadFailed error={chosen.failure} retry={chosen.retry} />}
      {stored && <Stored file={stored} />}
      <TaskChoice value={request} onChange={change} />
      <Toggle
        label="Private"
        hint="Only models on this machine may read the file."
        checked={request.isPrivate}
        onChange={(isPrivate) => change({ ...request, isPrivate })}
      />
      <Button type="submit" look="primary" isBusy={isBusy} disabled={!canStart}>
        Start review
      </Button>
    </form>
  );
}

function Stored({ file }: { file: StoredFile }) {
  if (file.status !== "rejected") return <WhatComesBack formats={file.formats} />;
  return <Notice tone="bad">This file did not pass our safety scan and was deleted.</Notice>;
}

function UploadFailed({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div className={styles.failed}>
      <Notice tone="bad">{uploadProblem(error)}</Notice>
      <Button onClick={retry}>Send it again</Button>
    </div>
  );
}
