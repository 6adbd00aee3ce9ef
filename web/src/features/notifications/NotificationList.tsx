import { Link } from "react-router";
import { messageOf } from "@/lib/api/messages";
import type { Notification } from "@/lib/api/types";
import { formatAgo } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import type { useNotifications } from "./api/notifications";
import styles from "./NotificationList.module.css";
import { wordsOf } from "./words";

const texts = catalogue({
  en: { looking: "Looking…", nothing: "Nothing yet. We tell you here when your cards are ready." },
  de: { looking: "Wird geladen …", nothing: "Noch nichts. Hier erfährst du, wenn deine Karten bereit sind." },
});

interface Props {
  query: ReturnType<typeof useNotifications>;
  onOpen: () => void;
}

export function NotificationList({ query, onOpen }: Props) {
  if (query.isPending) return <p className={styles.note}>{texts.looking}</p>;
  if (query.isError) return <p className={styles.note}>{messageOf(query.error)}</p>;
  if (query.data.items.length === 0) {
    return <p className={styles.note}>{texts.nothing}</p>;
  }
  return (
    <ul className={styles.list}>
      {query.data.items.map((item) => (
        <li key={item.id}>
          <Entry item={item} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ item, onOpen }: { item: Notification; onOpen: () => void }) {
  const { title, body } = wordsOf(item);
  return (
    <Link className={styles.entry} to={item.link} onClick={onOpen} data-fresh={!item.readAt || undefined}>
      <span className={styles.title}>{title}</span>
      <span className={styles.body}>{body}</span>
      <time className={styles.time} dateTime={item.createdAt}>
        {formatAgo(item.createdAt)}
      </time>
    </Link>
  );
}
