import { SegmentedChoice } from "@/components/ui/SegmentedChoice";
import { setTheme, themes, useTheme } from "@/lib/theme";

const labels = { system: "As the system", light: "Light", dark: "Dark" } as const;

export function ThemeChoice() {
  return (
    <SegmentedChoice
      legend="Appearance"
      name="theme"
      value={useTheme()}
      options={themes.map((theme) => ({ value: theme, label: labels[theme] }))}
      onChange={setTheme}
    />
  );
}
