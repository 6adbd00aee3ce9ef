import { useEffect, useRef, useState } from "react";
import type { StoredFile } from "@/lib/api/types";
import { uuid7 } from "@/lib/uuid7";
import { discardFile } from "./api/discardFile";
import { useUploadFile } from "./api/uploadFile";
import { refusalOf } from "./fileRules";

interface Choice {
  file: File;
  /** One choice, one key: sending again after a lost answer must not store it twice. */
  key: string;
  abort: AbortController;
  stored: StoredFile | null;
  /** A review may have begun with it. */
  isUsed: boolean;
}

/**
 * The file that a person chose, sent at once: only its content tells what can come back for it, and that is to be
 * said before a job starts. A file that another takes the place of, or that no job was started for, is deleted.
 */
export function useChosenFile() {
  const [file, setFile] = useState<File | null>(null);
  const choice = useRef<Choice | null>(null);
  const { mutate, reset, ...upload } = useUploadFile();
  const refusal = file && refusalOf(file);

  const send = (chosen: Choice) =>
    mutate(
      { file: chosen.file, idempotencyKey: chosen.key, signal: chosen.abort.signal },
      {
        onSuccess: (stored) => {
          chosen.stored = stored;
        },
      },
    );

  useEffect(() => () => drop(choice.current), []);

  return {
    file,
    refusal,
    stored: upload.data ?? null,
    sent: upload.sent,
    isSending: upload.isPending,
    failure: upload.error,
    choose: (chosen: File | null) => {
      drop(choice.current);
      reset();
      setFile(chosen);
      choice.current = chosen && {
        file: chosen,
        key: uuid7(),
        abort: new AbortController(),
        stored: null,
        isUsed: false,
      };
      if (choice.current && !refusalOf(choice.current.file)) send(choice.current);
    },
    retry: () => choice.current && send(choice.current),
    use: () => {
      if (choice.current) choice.current.isUsed = true;
    },
  };
}

function drop(choice: Choice | null): void {
  choice?.abort.abort(new DOMException("Another file was chosen.", "AbortError"));
  // Whether it works or not, nobody is there any more to be told; what stays behind goes with its retention.
  if (choice?.stored && !choice.isUsed) discardFile(choice.stored.id).catch(() => undefined);
}
