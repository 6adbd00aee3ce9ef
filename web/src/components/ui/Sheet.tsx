import { type ReactNode, useEffect, useId, useRef } from "react";
import { catalogue } from "@/lib/i18n/catalogue";
import { IconButton } from "./IconButton";
import styles from "./Sheet.module.css";

const texts = catalogue({ en: { close: "Close" }, de: { close: "Schließen" } });

interface Props {
  title: string;
  /** As tall as it may be, whatever is in it. */
  isFull?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** Over the page until it is closed: by its button, by Escape, or by a click beside it. */
export function Sheet({ title, isFull = false, onClose, children }: Props) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // The browser would choose the button that closes it.
    opened?.querySelector<HTMLElement>("[data-focus-first]")?.focus();
    return () => opened?.close();
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes every dialog; the click is for those with a mouse
    <dialog
      ref={dialog}
      className={styles.sheet}
      data-full={isFull || undefined}
      aria-labelledby={id}
      // Late, a close may tell of one that has been opened again since.
      onClose={(event) => event.currentTarget.open || onClose()}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={styles.inner}>
        <header className={styles.head}>
          <h2 id={id}>{title}</h2>
          <IconButton icon="close" label={texts.close} onClick={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
