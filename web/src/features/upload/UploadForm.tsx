import { useState } from "react";
import { Button } from "@/components/ui/Button";
import { DropZone } from "@/components/ui/DropZone";
import { Notice } from "@/components/ui/Notice";
import { Toggle } from "@/components/ui/Toggle";
import type { Job } from "@/lib/api/types";
import { formatSize } from "@/lib/format";
import { acceptedExtensions, maxFileSize } from "./fileRules";
import { PasteText } from "./PasteText";
import { TaskChoice } from "./TaskChoice";
import { jobOptions, type ReviewRequest } from "./tasks";
import { texts } from "./texts";
import styles from "./UploadForm.module.css";
import { RefusedRow, UploadRow } from "./UploadRow";
import rows from "./UploadRow.module.css";
import { useChosenFiles } from "./useChosenFiles";
import { type Submit, useStart } from "./useStart";
import { isMoving, isReady, useUploads } from "./useUploads";
import { useWholePage } from "./useWholePage";

interface Props {
  submit: Submit;
  onStarted: (jobs: readonly Job[]) => void;
}

export function UploadForm({ submit, onStarted }: Props) {
  const items = useUploads();
  const { refused, leftOut, add } = useChosenFiles();
  const [request, setRequest] = useState<ReviewRequest>({ task: "proofread", wishes: {}, isPrivate: false });
  const { start, renew, failures, isBusy } = useStart(submit, onStarted);
  const take = (files: File[]) => {
    renew();
    add({ files, leftOut: 0 });
  };
  const isOver = useWholePage((dropped) => {
    renew();
    add(dropped);
  });
  const change = (next: ReviewRequest) => {
    renew();
    setRequest(next);
  };
  const ready = items.filter(isReady);
  const moving = items.filter(isMoving);
  const canStart = ready.length > 0 && moving.length === 0;

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (canStart) void start(ready, jobOptions(request));
      }}
    >
      {isOver && <p className={styles.over}>{texts.dropAnywhere}</p>}
      {failures.map((failure) => (
        <Notice key={failure} tone="bad">
          {failure}
        </Notice>
      ))}
      <div className={styles.choose}>
        <DropZone
          label={texts.file}
          invitation={texts.invitation}
          note={texts.kinds(formatSize(maxFileSize))}
          accept={acceptedExtensions.join()}
          isCompact={items.length > 0}
          onFiles={take}
        />
        <PasteText onFile={(file) => take([file])} />
      </div>
      {leftOut > 0 && <Notice>{texts.leftOut(leftOut)}</Notice>}
      {items.length + refused.length > 0 && (
        <ul className={rows.rows}>
          {items.map((item) => (
            <UploadRow key={item.id} item={item} />
          ))}
          {refused.map(({ name, why }) => (
            <RefusedRow key={name} name={name} why={why} />
          ))}
        </ul>
      )}
      <TaskChoice value={request} onChange={change} />
      <Toggle
        label={texts.private}
        hint={texts.privateHint}
        checked={request.isPrivate}
        onChange={(isPrivate) => change({ ...request, isPrivate })}
      />
      <Button type="submit" look="primary" isBusy={isBusy} disabled={!canStart}>
        {texts.start(ready.length + moving.length)}
      </Button>
    </form>
  );
}
