import { useState } from "react";
import { refusalOf } from "./fileRules";
import type { Dropped } from "./filesOfDrop";
import { uploads } from "./uploads";

interface Refused {
  name: string;
  why: string;
}

/** Takes files in: those that can be reviewed are sent at once, the others are told apart before a byte is sent. */
export function useChosenFiles() {
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [leftOut, setLeftOut] = useState(0);
  const add = (dropped: Dropped) => {
    const judged = dropped.files.map((file) => ({ file, name: file.name, why: refusalOf(file) }));
    setRefused(judged.flatMap(({ name, why }) => (why === null ? [] : [{ name, why }])));
    setLeftOut(dropped.leftOut);
    uploads.add(judged.flatMap(({ file, why }) => (why === null ? [file] : [])));
  };
  return { refused, leftOut, add };
}
