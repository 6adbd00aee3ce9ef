import { useEffect, useRef, useState } from "react";
import { SearchField, SelectField } from "@/components/ui/Field";
import { catalogue, count } from "@/lib/i18n/catalogue";
import styles from "./JobsFilter.module.css";
import { statusLabels } from "./status";
import { type JobsFilterState, jobStatuses } from "./useJobsFilter";

const texts = catalogue({
  en: {
    search: "Search names and changes",
    status: "State",
    any: "Any state",
    found: (number: number) => count(number, "review found", "reviews found"),
  },
  de: {
    search: "Namen und Änderungen durchsuchen",
    status: "Stand",
    any: "Jeder Stand",
    found: (number) => count(number, "Durchsicht gefunden", "Durchsichten gefunden"),
  },
});

/** As long as a person types, nothing is asked. */
const pause = 250;

interface Props {
  filter: JobsFilterState;
  /** Null while it is looked for. */
  found: number | null;
}

export function JobsFilter({ filter, found }: Props) {
  const [typed, setTyped] = useState(filter.q);
  const timer = useRef<number>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // Cleared, or another address: what is typed follows.
  useEffect(() => setTyped(filter.q), [filter.q]);

  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => filter.set({ q: text.trim() }), pause);
  };

  return (
    <search className={styles.filter}>
      <SearchField
        label={texts.search}
        value={typed}
        maxLength={200}
        onChange={(event) => type(event.target.value)}
      />
      <SelectField
        label={texts.status}
        value={filter.status ?? ""}
        options={[
          { value: "", label: texts.any },
          ...jobStatuses.map((status) => ({ value: status, label: statusLabels[status] })),
        ]}
        onChange={(event) =>
          filter.set({ status: jobStatuses.find((status) => status === event.target.value) ?? null })
        }
      />
      <p className="visually-hidden" role="status">
        {filter.isOn && found !== null && texts.found(found)}
      </p>
    </search>
  );
}
