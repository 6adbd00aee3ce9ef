import { Notice } from "@/components/ui/Notice";
import { isTextOnly, whatComesBack } from "@/lib/formats";

/** Said before a job starts: nobody should wait for a file that can't be. */
export function WhatComesBack({ formats }: { formats: readonly string[] }) {
  const text = whatComesBack(formats);
  if (text === null)
    return <Notice tone="bad">This kind of file can’t be reviewed yet. Choose another.</Notice>;
  const isLess = isTextOnly(formats);
  return (
    <Notice tone={isLess ? "warn" : "info"} icon={isLess ? "alert" : "file"}>
      {text}
    </Notice>
  );
}
