import { onSettings, settings } from "./settings";

/** Keeps the page in the theme that was chosen. */
export function followTheme(): void {
  apply();
  onSettings(apply);
}

function apply(): void {
  const { theme } = settings();
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
