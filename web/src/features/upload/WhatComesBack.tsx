import { Notice } from "@/components/ui/Notice";
import type { StoredFile } from "@/lib/api/types";
import { isTextOnly, whatComesBack } from "@/lib/formats";
import { texts } from "./texts";
import styles from "./UploadRow.module.css";

/** Said before a job starts: nobody should wait for a file that can't be. */
export function WhatComesBack({ file: { status, formats } }: { file: StoredFile }) {
  const text = whatComesBack(formats);
  if (status === "rejected") return <Notice tone="bad">{texts.rejected}</Notice>;
  if (text === null) return <Notice tone="bad">{texts.notReviewable}</Notice>;
  if (!isTextOnly(formats)) return <p className={styles.note}>{text}</p>;
  return (
    <Notice tone="warn" icon="alert">
      {text}
    </Notice>
  );
}
