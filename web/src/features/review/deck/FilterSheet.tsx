import { useMemo } from "react";
import { Button } from "@/components/ui/Button";
import { Sheet } from "@/components/ui/Sheet";
import { categoryName } from "@/lib/categories";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { useSections } from "../api/sections";
import { stateName } from "../card/StandingMark";
import { bandLabel } from "../card/words";
import styles from "./FilterSheet.module.css";
import { type DeckFilter, noFilter } from "./filter";
import type { DeckModel } from "./useDeck";

const texts = catalogue({
  en: {
    title: "Filter",
    category: "Category",
    confidence: "Confidence",
    state: "State",
    section: "Part of the document",
    any: "All",
    open: "Undecided",
    match: (cards: number) =>
      cards === 0 ? "No card is like that." : `${count(cards, "card", "cards")} to go through`,
    reset: "Show all cards",
    done: "Done",
  },
  de: {
    title: "Filter",
    category: "Kategorie",
    confidence: "Sicherheit",
    state: "Stand",
    section: "Teil des Dokuments",
    any: "Alle",
    open: "Offen",
    match: (cards) =>
      cards === 0 ? "Keine Karte ist so." : `${count(cards, "Karte", "Karten")} durchzugehen`,
    reset: "Alle Karten zeigen",
    done: "Fertig",
  },
});

const states = ["flagged", "skipped", "accepted", "rejected"] as const;

interface Props {
  jobId: string;
  deck: DeckModel;
  onClose: () => void;
}

/** Which cards the deck goes through: it follows at once. */
export function FilterSheet({ jobId, deck, onClose }: Props) {
  const { changes, filter } = deck;
  const sections = useSections(jobId);
  const categories = useMemo(() => [...new Set(changes.map(({ category }) => category))].sort(), [changes]);
  const withCards = useMemo(() => {
    const blocks = new Set(changes.map(({ blockId }) => blockId));
    return sections.filter((section) => [...section.blocks].some((block) => blocks.has(block)));
  }, [sections, changes]);
  const set = (part: Partial<DeckFilter>) => deck.show({ ...filter, ...part });

  return (
    <Sheet title={texts.title} onClose={onClose}>
      <div className={styles.body}>
        <Choice
          label={texts.category}
          value={filter.category ?? ""}
          options={categories.map((category) => [category, categoryName(category)])}
          onChange={(category) => set({ category: category || null })}
        />
        <Choice
          label={texts.confidence}
          value={String(filter.band ?? "")}
          options={([3, 2, 1] as const).map((bars) => [String(bars), bandLabel(bars)])}
          onChange={(bars) => set({ band: (Number(bars) || null) as DeckFilter["band"] })}
        />
        <Choice
          label={texts.state}
          any={texts.open}
          value={filter.state === "open" ? "" : filter.state}
          options={states.map((state) => [state, stateName(state)])}
          onChange={(state) => set({ state: states.find((one) => one === state) ?? "open" })}
        />
        {withCards.length > 0 && (
          <Choice
            label={texts.section}
            value={filter.section?.id ?? ""}
            options={withCards.map(({ id, title }) => [id, title])}
            onChange={(id) => set({ section: withCards.find((section) => section.id === id) ?? null })}
          />
        )}
        <p role="status">{texts.match(deck.counts.inView)}</p>
        <div className={styles.actions}>
          <Button onClick={() => deck.show(noFilter)}>{texts.reset}</Button>
          <Button look="primary" onClick={onClose}>
            {texts.done}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}

interface ChoiceProps {
  label: string;
  any?: string;
  value: string;
  options: string[][];
  onChange: (value: string) => void;
}

function Choice({ label, any = texts.any, value, options, onChange }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{any}</option>
        {options.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
