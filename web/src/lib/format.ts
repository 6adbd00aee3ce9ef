import type { Money } from "./api/types";
import { catalogue } from "./i18n/catalogue";
import { locale } from "./i18n/language";

const texts = catalogue({ en: { justNow: "just now" }, de: { justNow: "gerade eben" } });

export function formatNumber(number: number): string {
  return number.toLocaleString(locale());
}

export function formatPercent(part: number): string {
  return part.toLocaleString(locale(), { style: "percent" });
}

export function formatMoney({ amount, currency }: Money): string {
  return new Intl.NumberFormat(locale(), { style: "currency", currency, maximumFractionDigits: 4 }).format(
    // The API sends decimals as text; the formatter takes text without a detour through floating point.
    amount as Intl.StringNumericLiteral,
  );
}

export function formatSize(bytes: number): string {
  const [value, unit] =
    bytes < 1024
      ? [bytes, "byte"]
      : bytes < 1024 * 1024
        ? [bytes / 1024, "kilobyte"]
        : [bytes / (1024 * 1024), "megabyte"];
  return new Intl.NumberFormat(locale(), {
    style: "unit",
    unit: String(unit),
    unitDisplay: unit === "byte" ? "long" : "short",
    maximumFractionDigits: unit === "megabyte" ? 1 : 0,
  }).format(Number(value));
}

export function formatDate(iso: string): string {
  return new Date(iso).toLocaleDateString(locale(), { dateStyle: "medium" });
}

export function formatTime(iso: string): string {
  return new Date(iso).toLocaleTimeString(locale(), { timeStyle: "short" });
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

export function formatAgo(iso: string, now: number = Date.now()): string {
  const seconds = Math.round((now - Date.parse(iso)) / 1000);
  if (seconds < 60) return texts.justNow;
  if (seconds > 30 * 86_400) return formatDate(iso);
  const [unit, size] = steps.find(([, length]) => seconds >= length) ?? ["minute", 60];
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(-Math.floor(seconds / size), unit);
}

/** `word-choice` → `Word choice` */
export function sentenceCase(slug: string): string {
  const words = slug
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[-_:]+/g, " ")
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
