import { SegmentedChoice } from "@/components/ui/SegmentedChoice";
import { catalogue } from "@/lib/i18n/catalogue";
import { changeSettings, themes, useSettings } from "@/lib/settings";

const texts = catalogue({
  en: { legend: "Appearance", system: "As the system", light: "Light", dark: "Dark" },
  de: { legend: "Aussehen", system: "Wie das System", light: "Hell", dark: "Dunkel" },
});

export function ThemeChoice() {
  return (
    <SegmentedChoice
      legend={texts.legend}
      name="theme"
      value={useSettings().theme}
      options={themes.map((theme) => ({ value: theme, label: texts[theme] }))}
      onChange={(theme) => changeSettings({ theme })}
    />
  );
}
