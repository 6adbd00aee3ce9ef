import { useId, useRef, useState } from "react";
import { IconButton } from "@/components/ui/IconButton";
import { formatNumber } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { useMarkAllRead, useNotifications } from "./api/notifications";
import styles from "./NotificationBell.module.css";
import { NotificationList } from "./NotificationList";

const texts = catalogue({
  en: { title: "Notifications", fresh: (number: number) => `Notifications, ${formatNumber(number)} new` },
  de: { title: "Nachrichten", fresh: (number) => `Nachrichten, ${formatNumber(number)} neu` },
});

export function NotificationBell() {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const notifications = useNotifications();
  const markAllRead = useMarkAllRead();
  const items = notifications.data?.items ?? [];
  const fresh = items.filter((item) => !item.readAt).length;

  const toggle = (opens: boolean) => {
    setOpen(opens);
    // What has been on the screen until it was closed has been read.
    if (!opens && fresh > 0) markAllRead.mutate();
  };

  return (
    <>
      <IconButton
        icon="bell"
        label={fresh > 0 ? texts.fresh(fresh) : texts.title}
        hasNews={fresh > 0}
        aria-expanded={isOpen}
        popoverTarget={id}
      />
      <div
        ref={panel}
        id={id}
        popover="auto"
        className={styles.panel}
        onToggle={(event) => toggle(event.newState === "open")}
      >
        <h2 className={styles.title}>{texts.title}</h2>
        {isOpen && <NotificationList query={notifications} onOpen={() => panel.current?.hidePopover()} />}
      </div>
    </>
  );
}
