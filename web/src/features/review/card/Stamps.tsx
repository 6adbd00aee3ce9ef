import { Icon } from "@/components/ui/Icon";
import { useSettings } from "@/lib/settings";
import styles from "./Stamps.module.css";

/** What letting go would do, shown as the card leans that way: a drag sets how clearly. */
export function Stamps() {
  const { acceptsToTheRight } = useSettings();
  const [right, left] = acceptsToTheRight ? (["accept", "reject"] as const) : (["reject", "accept"] as const);
  return (
    <div aria-hidden="true">
      {(
        [
          ["right", right],
          ["left", left],
          ["up", "skip"],
        ] as const
      ).map(([direction, choice]) => (
        <span
          key={direction}
          hidden
          data-stamp={direction}
          className={`${styles.stamp} ${styles[choice] ?? ""}`}
        >
          <Icon name={choice} size={32} />
        </span>
      ))}
    </div>
  );
}
