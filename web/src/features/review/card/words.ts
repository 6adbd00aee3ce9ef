import type { Change, DecisionAction } from "@/lib/api/types";
import { sentenceCase } from "@/lib/format";

const providerNames: Record<string, string> = {
  local: "Local model",
  ollama: "Ollama",
  openai: "OpenAI",
  anthropic: "Anthropic",
  fal: "fal.ai",
};

export function providerName(provider: string): string {
  return providerNames[provider] ?? sentenceCase(provider);
}

export interface Band {
  bars: 1 | 2 | 3;
  label: string;
}

export function confidenceBand(confidence: number): Band {
  if (confidence >= 0.85) return { bars: 3, label: "Very likely right" };
  if (confidence >= 0.6) return { bars: 2, label: "Probably right" };
  return { bars: 1, label: "Please check" };
}

/** Spaces that are all there is to see must be seen. */
export function visibleSpaces(text: string): string {
  return /^\s+$/.test(text) ? text.replace(/\r?\n/g, "↵").replace(/\s/g, "␣") : text;
}

/** One change in a sentence, for ears. */
export function spoken({ category, original, replacement }: Change): string {
  const what = sentenceCase(category);
  if (original.trim() === "") return `${what}: insert ${quoted(replacement)}`;
  if (replacement.trim() === "") return `${what}: remove ${quoted(original)}`;
  return `${what}: ${quoted(original)} becomes ${quoted(replacement)}`;
}

/** What a change would put there, for ears. */
export function spokenText({ original, replacement }: Pick<Change, "original" | "replacement">): string {
  return replacement === "" ? `nothing for ${quoted(original)}` : quoted(replacement);
}

function quoted(text: string): string {
  return text.trim() === "" ? "a space" : `“${text.trim()}”`;
}

export const doneWords: Record<DecisionAction, string> = {
  accept: "Accepted",
  edit: "Accepted with your wording",
  reject: "Rejected",
  skip: "Skipped",
  undo: "Taken back",
};
