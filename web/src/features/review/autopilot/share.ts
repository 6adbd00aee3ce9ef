import { locale } from "@/lib/i18n/language";

/** `0.018` → `1.8 %`, as the language writes it. */
export function share(part: number): string {
  return part.toLocaleString(locale(), { style: "percent", maximumFractionDigits: 1 });
}
