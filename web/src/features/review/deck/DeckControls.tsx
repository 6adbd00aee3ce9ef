import { Icon, type IconName } from "@/components/ui/Icon";
import styles from "./DeckControls.module.css";
import type { DeckCommand } from "./useDeckKeys";

interface Control {
  command: DeckCommand;
  label: string;
  icon: IconName;
  keys: string;
}

const controls: Control[] = [
  { command: "undo", label: "Undo", icon: "undo", keys: "Backspace" },
  { command: "reject", label: "Reject", icon: "reject", keys: "ArrowLeft x" },
  { command: "skip", label: "Skip", icon: "skip", keys: "ArrowUp Space" },
  { command: "accept", label: "Accept", icon: "accept", keys: "ArrowRight a" },
  { command: "edit", label: "Edit", icon: "edit", keys: "e" },
];

const hints: Record<DeckCommand, string> = { undo: "⌫", reject: "←", skip: "↑", accept: "→", edit: "E" };

interface Props {
  canUndo: boolean;
  hasCard: boolean;
  onCommand: (command: DeckCommand) => void;
}

export function DeckControls({ canUndo, hasCard, onCommand }: Props) {
  return (
    <div className={styles.controls} role="toolbar" aria-label="Decide">
      {controls.map(({ command, label, icon, keys }) => (
        <button
          key={command}
          type="button"
          className={`${styles.control} ${styles[command] ?? ""}`}
          aria-keyshortcuts={keys}
          disabled={command === "undo" ? !canUndo : !hasCard}
          // A click must not move the focus here: the next space would press this button instead of skipping.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onCommand(command)}
        >
          <Icon name={icon} size={24} />
          <span>{label}</span>
          <span className={styles.key} aria-hidden="true">
            {hints[command]}
          </span>
        </button>
      ))}
    </div>
  );
}
