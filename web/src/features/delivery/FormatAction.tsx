import { useEffect, useRef } from "react";
import { Button, ButtonAnchor } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import { messageOf } from "@/lib/api/messages";
import type { Download } from "@/lib/api/types";
import { formatSize } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import type { Wish } from "./api/downloads";
import styles from "./FormatRow.module.css";
import { useDelivery } from "./useDelivery";

const texts = catalogue({
  en: {
    building: "Building",
    buildingFile: "Building your file",
    ready: "Ready, and should be downloading.",
    download: "Download",
  },
  de: {
    building: "Entsteht",
    buildingFile: "Deine Datei entsteht",
    ready: "Fertig, und sollte schon laden.",
    download: "Herunterladen",
  },
});

interface Props {
  jobId: string;
  wish: Wish;
  label: string;
  /** For ears, where the label alone does not say of what. */
  name?: string;
  isMain?: boolean;
  isLocked: boolean;
}

/** Asks for one file, tells how it is coming along, and then is the link to it. */
export function FormatAction({ jobId, wish, label, name, isMain = false, isLocked }: Props) {
  const delivery = useDelivery(jobId, wish);
  if (delivery.data) return <Ready download={delivery.data} onExpired={() => delivery.mutate()} />;
  return (
    <>
      <Button
        look={isMain ? "primary" : "secondary"}
        aria-label={name}
        isBusy={delivery.isPending}
        disabled={isLocked}
        onClick={() => delivery.mutate()}
      >
        {isMain && !delivery.isPending && <Icon name="download" />}
        {delivery.isPending ? texts.building : label}
      </Button>
      {delivery.isPending && (
        <span className="visually-hidden" role="status">
          {texts.buildingFile}
        </span>
      )}
      {delivery.isError && (
        <p className={styles.problem} role="alert">
          {messageOf(delivery.error)}
        </p>
      )}
    </>
  );
}

interface ReadyProps {
  download: Download;
  onExpired: () => void;
}

function Ready({ download: { url, name, size, expiresAt }, onExpired }: ReadyProps) {
  const link = useRef<HTMLAnchorElement>(null);
  // It takes the place of the button that was pressed, and its focus.
  useEffect(() => {
    if (document.activeElement === document.body) link.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <p className={styles.done} role="status">
        {texts.ready}
      </p>
      <ButtonAnchor
        ref={link}
        look="secondary"
        href={url ?? undefined}
        download={name}
        onClick={(event) => {
          if (expiresAt && Date.parse(expiresAt) > Date.now()) return;
          // Links last for minutes; the file is kept longer and gets a new one.
          event.preventDefault();
          onExpired();
        }}
      >
        <Icon name="download" />
        <span className="visually-hidden">{texts.download}</span>
        <span className={styles.name}>{name}</span>
        {size !== null && <span className={styles.size}>{formatSize(size)}</span>}
      </ButtonAnchor>
    </>
  );
}
