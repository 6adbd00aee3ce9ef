import type { Change, DecisionAction } from "@/lib/api/types";
import { categoryName } from "@/lib/categories";
import { sentenceCase } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";
import { language } from "@/lib/i18n/language";

const texts = catalogue({
  en: {
    local: "Local model",
    sure: "Very likely right",
    probable: "Probably right",
    check: "Please check",
    insert: (what: string, text: string) => `${what}: insert ${text}`,
    remove: (what: string, text: string) => `${what}: remove ${text}`,
    change: (what: string, old: string, text: string) => `${what}: ${old} becomes ${text}`,
    nothingFor: (text: string) => `nothing for ${text}`,
    space: "a space",
    quoted: (text: string) => `“${text}”`,
  },
  de: {
    local: "Lokales Modell",
    sure: "Sehr wahrscheinlich richtig",
    probable: "Wahrscheinlich richtig",
    check: "Bitte prüfen",
    insert: (what, text) => `${what}: ${text} einfügen`,
    remove: (what, text) => `${what}: ${text} streichen`,
    change: (what, old, text) => `${what}: ${old} wird ${text}`,
    nothingFor: (text) => `nichts für ${text}`,
    space: "ein Leerzeichen",
    quoted: (text) => `„${text}“`,
  },
});

const providerNames: Record<string, string> = {
  ollama: "Ollama",
  openai: "OpenAI",
  anthropic: "Anthropic",
  fal: "fal.ai",
};

export function providerName(provider: string): string {
  return provider === "local" ? texts.local : (providerNames[provider] ?? sentenceCase(provider));
}

export interface Band {
  bars: 1 | 2 | 3;
  label: string;
}

export function confidenceBand(confidence: number): Band {
  const bars = confidence >= 0.85 ? 3 : confidence >= 0.6 ? 2 : 1;
  return { bars, label: bandLabel(bars) };
}

export function bandLabel(bars: Band["bars"]): string {
  return [texts.check, texts.probable, texts.sure][bars - 1] ?? "";
}

/** Spaces that are all there is to see must be seen. */
export function visibleSpaces(text: string): string {
  return /^\s+$/.test(text) ? text.replace(/\r?\n/g, "↵").replace(/\s/g, "␣") : text;
}

/** One change in a sentence, for ears. */
export function spoken({ category, original, replacement }: Change): string {
  const what = categoryName(category);
  if (original.trim() === "") return texts.insert(what, quoted(replacement));
  if (replacement.trim() === "") return texts.remove(what, quoted(original));
  return texts.change(what, quoted(original), quoted(replacement));
}

/** What a change would put there, for ears. */
export function spokenText({ original, replacement }: Pick<Change, "original" | "replacement">): string {
  return replacement === "" ? texts.nothingFor(quoted(original)) : quoted(replacement);
}

function quoted(text: string): string {
  return text.trim() === "" ? texts.space : texts.quoted(text.trim());
}

export const doneWords: Record<DecisionAction | "flag" | "leave" | "redo", string> = catalogue({
  en: {
    accept: "Accepted",
    edit: "Accepted with your wording",
    reject: "Rejected",
    skip: "Skipped",
    flag: "Flagged for later",
    leave: "Left as it was",
    undo: "Taken back",
    redo: "Done again",
  },
  de: {
    accept: "Angenommen",
    edit: "Mit deinem Wortlaut angenommen",
    reject: "Abgelehnt",
    skip: "Übersprungen",
    flag: "Für später gemerkt",
    leave: "Gelassen, wie es war",
    undo: "Zurückgenommen",
    redo: "Wiederholt",
  },
});

const reasons = catalogue({
  en: {
    accept: "Autopilot: you accepted changes like this so far.",
    reject: "Autopilot: you rejected changes like this so far.",
    rule: "You rejected the same before, or a rule of yours says so.",
  },
  de: {
    accept: "Autopilot: Änderungen wie diese hast du bisher angenommen.",
    reject: "Autopilot: Änderungen wie diese hast du bisher abgelehnt.",
    rule: "Dasselbe hast du schon abgelehnt, oder eine deiner Regeln sagt es.",
  },
});

/** Why something else than a person decided it. The server's words have the figures, and are English. */
export function becauseOf(decision: Change["decision"]): string | null {
  const { action, by, because } = decision ?? {};
  if (!because || language() === "en") return because ?? null;
  if (by === "autopilot") return reasons[action === "reject" ? "reject" : "accept"];
  return by === "rule" ? reasons.rule : because;
}

/** As much of the text around a change as the server tells, in UTF-16 code units; one less where a character would be cut. */
const told = 240;
const goesOn = (text: string) => text.length >= told - 1;

/** Where the text before a change is cut, it begins with a whole word. */
export function fromWholeWord(before: string): string {
  return goesOn(before) ? before.replace(/^\S*\s+/, "… ") : before;
}

/** Where the text after a change is cut, it ends with a whole word. */
export function toWholeWord(after: string): string {
  return goesOn(after) ? after.replace(/\s+\S*$/, " …") : after;
}
