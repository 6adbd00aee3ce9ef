import { useId, useRef, useState } from "react";
import { Icon } from "@/components/ui/Icon";
import { useMarkAllRead, useNotifications } from "./api/notifications";
import styles from "./NotificationBell.module.css";
import { NotificationList } from "./NotificationList";

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
      <button
        type="button"
        className={styles.bell}
        aria-label={fresh > 0 ? `Notifications, ${fresh} new` : "Notifications"}
        aria-expanded={isOpen}
        popoverTarget={id}
      >
        <Icon name="bell" size={22} />
        {fresh > 0 && <span className={styles.dot} />}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className={styles.panel}
        onToggle={(event) => toggle(event.newState === "open")}
      >
        <h2 className={styles.title}>Notifications</h2>
        {isOpen && <NotificationList query={notifications} onOpen={() => panel.current?.hidePopover()} />}
      </div>
    </>
  );
}
