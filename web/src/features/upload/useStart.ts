import { useRef, useState } from "react";
import type { Job, JobOptions, StoredFile } from "@/lib/api/types";
import { uuid7 } from "@/lib/uuid7";
import { uploadProblem } from "./problems";
import { texts } from "./texts";
import { type UploadItem, uploads } from "./uploads";

/** Submits the job for a stored file; the same key for the same attempt. */
export type Submit = (file: StoredFile, options: JobOptions, idempotencyKey: string) => Promise<Job>;

/** Starts a job for each file. Those that could not be started stay in the list, and pressing again starts them alone. */
export function useStart(submit: Submit, onStarted: (jobs: readonly Job[]) => void) {
  const [failures, setFailures] = useState<readonly string[]>([]);
  const [isBusy, setBusy] = useState(false);
  // One attempt, one key: pressing again after a lost answer must not start a second job.
  const attempts = useRef(new Map<string, string>());

  const start = async (items: readonly UploadItem[], options: JobOptions) => {
    setBusy(true);
    setFailures([]);
    const started: Job[] = [];
    const failed: string[] = [];
    for (const { id, stored } of items) {
      if (!stored) continue;
      const key = attempts.current.get(id) ?? uuid7();
      attempts.current.set(id, key);
      try {
        started.push(await submit(stored, options, key));
        uploads.release(id);
      } catch (error) {
        failed.push(
          items.length > 1 ? texts.notStarted(stored.name, uploadProblem(error)) : uploadProblem(error),
        );
      }
    }
    setBusy(false);
    setFailures(failed);
    if (failed.length === 0) onStarted(started);
  };

  const renew = () => {
    attempts.current.clear();
    setFailures([]);
  };
  return { start, renew, failures, isBusy };
}
