import { Icon } from "@/components/ui/Icon";
import { fixedKeys, keyName } from "@/lib/deckKeys";
import { catalogue } from "@/lib/i18n/catalogue";
import { locale } from "@/lib/i18n/language";
import type { Group } from "./group";
import styles from "./MoreLikeThis.module.css";

const texts = catalogue({
  en: { more: (cards: number) => `${cards.toLocaleString(locale())} more like this` },
  de: { more: (cards) => `${cards.toLocaleString(locale())} weitere wie diese` },
});

/** On a card that has others like it: the way to judge them together. */
export function MoreLikeThis({ group, onOpen }: { group: Group; onOpen: () => void }) {
  return (
    <button
      type="button"
      className={styles.more}
      aria-haspopup="dialog"
      aria-keyshortcuts={fixedKeys.group}
      onClick={onOpen}
    >
      <Icon name="list" size={18} />
      {texts.more(group.changes.length - 1)}
      <span className={styles.key} aria-hidden="true">
        {keyName(fixedKeys.group)}
      </span>
    </button>
  );
}
