import { SegmentedChoice } from "@/components/ui/SegmentedChoice";
import { catalogue } from "@/lib/i18n/catalogue";
import { changeSettings, languages, useSettings } from "@/lib/settings";

const texts = catalogue({
  en: { legend: "Language", system: "As the browser" },
  de: { legend: "Sprache", system: "Wie der Browser" },
});

/** Each in its own words: who can't read this page must find theirs. */
const own = { en: "English", de: "Deutsch" };

export function LanguageChoice() {
  return (
    <SegmentedChoice
      legend={texts.legend}
      name="language"
      value={useSettings().language ?? "system"}
      options={[
        { value: "system" as const, label: texts.system },
        ...languages.map((language) => ({ value: language, label: own[language] })),
      ]}
      onChange={(choice) => changeSettings({ language: choice === "system" ? null : choice })}
    />
  );
}
