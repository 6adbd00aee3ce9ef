import type { MemoryItem } from "@/lib/api/types";
import { categoryName } from "@/lib/categories";
import { catalogue, count } from "@/lib/i18n/catalogue";
import { locale } from "@/lib/i18n/language";

const texts = catalogue({
  en: {
    never: (what: string) => `Never suggest ${what}`,
    accept: (what: string) => `You accept ${what}`,
    reject: (what: string) => `You reject ${what}`,
    open: (what: string) => `Not settled: ${what}`,
    becomes: (from: string, to: string) => `“${from}” → “${to}”`,
    leftOut: (from: string) => `“${from}” left out`,
    kind: (title: string, category: string) => `${title} (${category})`,
    evidence: (accepted: number, rejected: number) =>
      `Accepted ${count(accepted, "time", "times")}, rejected ${count(rejected, "time", "times")}.`,
    sure: (part: string) => `It would accept the next one with ${part} probability.`,
  },
  de: {
    never: (what) => `Nie mehr vorschlagen: ${what}`,
    accept: (what) => `Du nimmst an: ${what}`,
    reject: (what) => `Du lehnst ab: ${what}`,
    open: (what) => `Nicht entschieden: ${what}`,
    becomes: (from, to) => `„${from}“ → „${to}“`,
    leftOut: (from) => `„${from}“ weggelassen`,
    kind: (title, category) => `${title} (${category})`,
    evidence: (accepted, rejected) =>
      `${count(accepted, "Mal", "Mal")} angenommen, ${count(rejected, "Mal", "Mal")} abgelehnt.`,
    sure: (part) => `Die nächste nähme es mit ${part} Wahrscheinlichkeit an.`,
  },
});

/** A rule or what was learned, as a sentence. */
export function sentenceOf(item: MemoryItem): string {
  const what = whatOf(item);
  if (item.rule === "on" || item.rule === "proposed") return texts.never(what);
  return texts[item.side ?? "open"](what);
}

/** The pattern in its own words: two texts speak for themselves, a rule of style needs its category. */
export function whatOf({ title, pattern, category }: MemoryItem): string {
  if (!title.includes("“")) return texts.kind(title, categoryName(category));
  const [from = "", to] = pattern
    .slice(pattern.startsWith(`${category}:`) ? category.length + 1 : 0)
    .split(/>(.*)/s);
  if (from === "" || to === undefined) return title;
  return to === "" ? texts.leftOut(from) : texts.becomes(from, to);
}

export function evidenceOf({ accepted, rejected, probability, isOn }: MemoryItem): string {
  const seen = texts.evidence(accepted, rejected);
  if (!isOn || accepted + rejected === 0) return seen;
  const part = probability.toLocaleString(locale(), { style: "percent" });
  return `${seen} ${texts.sure(part)}`;
}
