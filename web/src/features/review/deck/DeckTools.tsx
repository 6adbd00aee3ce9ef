import type { ReactNode } from "react";
import { fixedKeys, keyName } from "@/lib/deckKeys";
import { catalogue } from "@/lib/i18n/catalogue";
import { locale } from "@/lib/i18n/language";
import { changeSettings, useSettings } from "@/lib/settings";
import type { PreviewPanel } from "../preview/usePreviewPanel";
import type { DeckSheet } from "./DeckSheets";
import styles from "./DeckTools.module.css";
import { isNarrow } from "./filter";
import { commandNames } from "./texts";
import type { DeckModel } from "./useDeck";

const number = (value: number) => value.toLocaleString(locale());
const texts = catalogue({
  en: {
    tools: "The deck",
    reading: "Reading order",
    filter: "Filter",
    filtered: (cards: number) => `Filter: ${number(cards)}`,
    settled: (cards: number) => `${number(cards)} settled`,
    hidden: (cards: number) => `Hidden: ${number(cards)}`,
    flagged: (cards: number) => `${number(cards)} flagged`,
    autopilot: "Autopilot",
  },
  de: {
    tools: "Der Stapel",
    reading: "Lesereihenfolge",
    filter: "Filter",
    filtered: (cards) => `Filter: ${number(cards)}`,
    settled: (cards) => `${number(cards)} erledigt`,
    hidden: (cards) => `Verborgen: ${number(cards)}`,
    flagged: (cards) => `${number(cards)} gemerkt`,
    autopilot: "Autopilot",
  },
});

interface Props {
  deck: DeckModel;
  panel: PreviewPanel;
  onOpen: (sheet: DeckSheet) => void;
}

/** One line of ways into the deck: its order, its cards, and what lies beside it. */
export function DeckTools({ deck, panel, onOpen }: Props) {
  const { order } = useSettings();
  const { counts, settled, hidden, plan, filter } = deck;
  const isReading = order === "document";
  const opener = (sheet: DeckSheet, label: string, key?: string) => (
    <Tool label={label} hotkey={key} opens onClick={() => onOpen(sheet)} />
  );
  return (
    <div className={styles.tools} role="toolbar" aria-label={texts.tools}>
      <Tool
        label={texts.reading}
        isPressed={isReading}
        onClick={() => {
          changeSettings({ order: isReading ? "smart" : "document" });
          deck.reorder();
        }}
      />
      {opener("jump", commandNames.jump, fixedKeys.jump)}
      {opener("filter", isNarrow(filter) ? texts.filtered(counts.inView) : texts.filter)}
      <Tool
        label={commandNames.preview}
        hotkey={fixedKeys.preview}
        isPressed={panel.isOpen}
        onClick={panel.toggle}
      />
      {counts.flagged > 0 && (
        <Tool label={texts.flagged(counts.flagged)} onClick={() => deck.revisit("flagged")} />
      )}
      {settled.length > 0 && opener("settled", texts.settled(settled.length))}
      {hidden.length > 0 && opener("hidden", texts.hidden(hidden.length))}
      {plan &&
        (plan.autopilot.state !== "off" || plan.autopilot.batch) &&
        opener("autopilot", texts.autopilot)}
      <span className={styles.keysOnly}>{opener("help", commandNames.help, fixedKeys.help)}</span>
    </div>
  );
}

interface ToolProps {
  label: ReactNode;
  hotkey?: string | undefined;
  isPressed?: boolean;
  opens?: boolean;
  onClick: () => void;
}

function Tool({ label, hotkey, isPressed, opens, onClick }: ToolProps) {
  return (
    <button
      type="button"
      className={styles.tool}
      aria-keyshortcuts={hotkey}
      aria-pressed={isPressed}
      aria-haspopup={opens ? "dialog" : undefined}
      onClick={onClick}
    >
      {label}
      {hotkey && (
        <span className={styles.key} aria-hidden="true">
          {keyName(hotkey)}
        </span>
      )}
    </button>
  );
}
