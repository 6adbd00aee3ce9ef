import { SegmentedChoice } from "@/components/ui/SegmentedChoice";
import { catalogue } from "@/lib/i18n/catalogue";
import { share } from "./share";

const texts = catalogue({
  en: { legend: "Errors that you would tolerate" },
  de: { legend: "Fehler, die du hinnehmen würdest" },
});

const tolerances = [0.005, 0.01, 0.02, 0.05, 0.1];

/** The one thing that a person says to it: how often it may be wrong. */
export function ToleranceChoice({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const options = tolerances.map((tolerance) => ({ value: String(tolerance), label: share(tolerance) }));
  return (
    <SegmentedChoice
      legend={texts.legend}
      name="tolerance"
      value={String(value)}
      options={options}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}
