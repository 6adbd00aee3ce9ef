import { useRef, useState } from "react";
import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { messageOf } from "@/lib/api/messages";
import type { MemoryFile } from "@/lib/api/types";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { useExport, useForgetAll, useImport } from "./api/memory";
import styles from "./Memory.module.css";
import { saveAs } from "./saveAs";

const texts = catalogue({
  en: {
    export: "Export",
    import: "Import",
    choose: "A memory that was exported",
    forgetAll: "Forget everything",
    really: "Forget everything for good",
    keep: "Keep it",
    foreign: "This file is no exported memory. Choose one that “Export” has saved.",
    imported: (added: number, skipped: number) =>
      `${count(added, "thing", "things")} added. ${count(skipped, "was", "were")} here already.`,
    forgotten: "Everything is forgotten.",
  },
  de: {
    export: "Exportieren",
    import: "Importieren",
    choose: "Ein exportiertes Gedächtnis",
    forgetAll: "Alles vergessen",
    really: "Alles endgültig vergessen",
    keep: "Behalten",
    foreign: "Diese Datei ist kein exportiertes Gedächtnis. Wähle eine, die „Exportieren“ gesichert hat.",
    imported: (added, skipped) =>
      `${count(added, "Eintrag", "Einträge")} dazu. ${count(skipped, "war", "waren")} schon da.`,
    forgotten: "Alles ist vergessen.",
  },
});

/** Takes the memory along, brings one in, or ends it. */
export function MemoryTransfer() {
  const [isAsking, setAsking] = useState(false);
  const [isForeign, setForeign] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const [save, bring, forget] = [useExport(), useImport(), useForgetAll()];
  const error = save.error ?? bring.error ?? forget.error;

  const read = async (file: File) => {
    setForeign(false);
    try {
      bring.mutate(JSON.parse(await file.text()) as MemoryFile);
    } catch {
      setForeign(true);
    }
  };

  return (
    <>
      <div className={styles.actions}>
        <Button
          isBusy={save.isPending}
          onClick={() =>
            save.mutate(undefined, { onSuccess: (memory) => saveAs("swipereview-memory.json", memory) })
          }
        >
          {texts.export}
        </Button>
        <Button isBusy={bring.isPending} onClick={() => input.current?.click()}>
          {texts.import}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept="application/json,.json"
          aria-label={texts.choose}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = "";
            if (file) void read(file);
          }}
        />
        {isAsking ? (
          <>
            <Button
              look="danger"
              isBusy={forget.isPending}
              onClick={() => forget.mutate(undefined, { onSuccess: () => setAsking(false) })}
            >
              {texts.really}
            </Button>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {texts.keep}
            </Button>
          </>
        ) : (
          <Button look="quiet" onClick={() => setAsking(true)}>
            {texts.forgetAll}
          </Button>
        )}
      </div>
      {(error || isForeign) && <Notice tone="bad">{isForeign ? texts.foreign : messageOf(error)}</Notice>}
      {bring.isSuccess && (
        <Notice tone="good">{texts.imported(bring.data.imported, bring.data.skipped)}</Notice>
      )}
      {forget.isSuccess && <Notice tone="good">{texts.forgotten}</Notice>}
    </>
  );
}
