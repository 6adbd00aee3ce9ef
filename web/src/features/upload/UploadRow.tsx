import type { ReactNode } from "react";
import { Button } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import { ProgressBar } from "@/components/ui/ProgressBar";
import { ApiError } from "@/lib/api/errors";
import { formatSize } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { locale } from "@/lib/i18n/language";
import { uploadProblem } from "./problems";
import styles from "./UploadRow.module.css";
import { type UploadItem, uploads } from "./uploads";
import { WhatComesBack } from "./WhatComesBack";

const texts = catalogue({
  en: {
    progress: (name: string) => `Upload of ${name}`,
    of: (sent: string, size: string) => `${sent} of ${size}`,
    perSecond: (size: string) => `${size}/s`,
    left: (time: string) => `${time} left`,
    waiting: "Waits for its turn",
    checking: "Sent. Checking the file…",
    paused: "Paused",
    offline: "No connection. It goes on by itself.",
    missing: "This browser did not keep the file. Choose it again and it goes on where it stopped.",
    pause: "Pause",
    resume: "Resume",
    again: "Try again",
    cancel: "Cancel",
    remove: "Remove",
    which: (action: string, name: string) => `${action}: ${name}`,
  },
  de: {
    progress: (name) => `Upload von ${name}`,
    of: (sent, size) => `${sent} von ${size}`,
    perSecond: (size) => `${size}/s`,
    left: (time) => `noch ${time}`,
    waiting: "Wartet, bis sie dran ist",
    checking: "Gesendet. Die Datei wird geprüft …",
    paused: "Angehalten",
    offline: "Keine Verbindung. Es geht von selbst weiter.",
    missing:
      "Dieser Browser hat die Datei nicht behalten. Wähle sie noch einmal, dann geht es weiter, wo es aufhörte.",
    pause: "Anhalten",
    resume: "Fortsetzen",
    again: "Noch einmal versuchen",
    cancel: "Abbrechen",
    remove: "Entfernen",
    which: (action, name) => `${action}: ${name}`,
  },
});

/** One file: how far it is, and what can be done about it. */
export function UploadRow({ item }: { item: UploadItem }) {
  const { name, size, sent, state, stored, error } = item;
  const isSent = sent >= size;
  return (
    <li className={styles.row} aria-label={name}>
      <div className={styles.head}>
        <Icon name="file" />
        <strong className={styles.name}>{name}</strong>
        <span className={styles.actions}>
          {state === "sending" && !isSent && <Action say={texts.pause} item={item} act={uploads.pause} />}
          {state === "paused" && <Action say={texts.resume} item={item} act={uploads.resume} />}
          {state === "failed" && isWorthRetrying(error) && (
            <Action say={texts.again} item={item} act={uploads.resume} />
          )}
          <Button
            look="quiet"
            aria-label={texts.which(stored ? texts.remove : texts.cancel, name)}
            onClick={() => uploads.cancel(item.id)}
          >
            <Icon name="close" />
          </Button>
        </span>
      </div>
      {state !== "stored" && state !== "failed" && (
        <ProgressBar label={texts.progress(name)} value={sent} max={size} isThin />
      )}
      {state === "failed" ? (
        <p className={styles.problem} role="alert">
          {uploadProblem(error)}
        </p>
      ) : (
        state !== "stored" && <p className={styles.note}>{progressOf(item)}</p>
      )}
      {stored && <WhatComesBack file={stored} />}
    </li>
  );
}

/** A file that was never sent, and why. */
export function RefusedRow({ name, why }: { name: string; why: string }) {
  return (
    <li className={styles.row} aria-label={name}>
      <div className={styles.head}>
        <Icon name="alert" />
        <strong className={styles.name}>{name}</strong>
      </div>
      <p className={styles.problem} role="alert">
        {why}
      </p>
    </li>
  );
}

interface ActionProps {
  say: string;
  item: UploadItem;
  act: (id: string) => void;
}

function Action({ say, item: { id, name }, act }: ActionProps): ReactNode {
  return (
    <Button look="quiet" aria-label={texts.which(say, name)} onClick={() => act.call(uploads, id)}>
      {say}
    </Button>
  );
}

/** What the bytes are will be the same the next time. */
function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof ApiError) || ![400, 413, 415].includes(error.status);
}

function progressOf({ state, sent, size, speed }: UploadItem): string {
  const sofar = texts.of(formatSize(sent), formatSize(size));
  switch (state) {
    case "sending": {
      if (sent >= size) return texts.checking;
      if (!speed) return sofar;
      return [sofar, texts.perSecond(formatSize(speed)), texts.left(duration((size - sent) / speed))].join(
        " · ",
      );
    }
    case "paused":
      return `${texts.paused} · ${sofar}`;
    case "waiting":
      return texts.waiting;
    case "missing":
      return texts.missing;
    default:
      return `${texts.offline} ${sofar}`;
  }
}

function duration(seconds: number): string {
  const [value, unit] = seconds < 90 ? [seconds, "second"] : [seconds / 60, "minute"];
  const number = Math.max(1, Math.ceil(value));
  return new Intl.NumberFormat(locale(), { style: "unit", unit: String(unit), unitDisplay: "long" }).format(
    number,
  );
}
