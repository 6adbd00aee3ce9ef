import type { JobOptions } from "@/lib/api/types";
import { catalogue } from "@/lib/i18n/catalogue";

interface Task {
  id: string;
  /** The word that names the task to the API; null: the wish is all that it is told. */
  word: string | null;
  /** Rules that come with every installation can't do it. */
  needsModel: boolean;
  /** Whether a person may, or must, say more beside the choice. */
  wish: "none" | "optional" | "required";
}

export const tasks = [
  { id: "proofread", word: "proofread", needsModel: false, wish: "none" },
  { id: "tighten", word: "tighten", needsModel: false, wish: "none" },
  { id: "plain", word: "plain language", needsModel: false, wish: "none" },
  { id: "tone", word: "tone", needsModel: true, wish: "optional" },
  { id: "translation", word: "translate-check", needsModel: true, wish: "optional" },
  { id: "own", word: null, needsModel: true, wish: "required" },
] as const satisfies readonly Task[];

export type TaskId = (typeof tasks)[number]["id"];

/** What each task is called, what it does, and what may be said beside it. */
export const taskTexts = catalogue({
  en: {
    proofread: "Proofread",
    proofreadHint: "Spelling, grammar and punctuation. Your words stay yours.",
    tighten: "Tighten",
    tightenHint: "Cut filler and say it in fewer words.",
    plain: "Plain language",
    plainHint: "Short sentences and everyday words.",
    tone: "Change the tone",
    toneHint: "Calm, polite and professional, or as you say. What is said stays.",
    toneWish: "Which tone? (optional)",
    toneExample: "For example: warmer, as to an old customer.",
    translation: "Check a translation",
    translationHint: "Finds what reads as translated: false friends, word order, foreign idioms.",
    translationWish: "About the translation (optional)",
    translationExample: "For example: from German, for readers in the UK.",
    own: "In your own words",
    ownHint: "Say what should change.",
    ownWish: "Your instructions",
    ownExample: "For example: use British spelling, and keep every sentence under 20 words.",
  },
  de: {
    proofread: "Korrektur lesen",
    proofreadHint: "Rechtschreibung, Grammatik und Zeichensetzung. Die Wörter bleiben deine.",
    tighten: "Straffen",
    tightenHint: "Füllwörter weg und dasselbe in weniger Worten.",
    plain: "Einfache Sprache",
    plainHint: "Kurze Sätze und Wörter des Alltags.",
    tone: "Ton ändern",
    toneHint: "Ruhig, höflich und sachlich, oder wie du sagst. Was gesagt wird, bleibt.",
    toneWish: "Welcher Ton? (freiwillig)",
    toneExample: "Zum Beispiel: wärmer, wie zu alten Kunden.",
    translation: "Übersetzung prüfen",
    translationHint: "Findet, was übersetzt klingt: falsche Freunde, Wortstellung, fremde Redensarten.",
    translationWish: "Zur Übersetzung (freiwillig)",
    translationExample: "Zum Beispiel: aus dem Deutschen, für Leser in Großbritannien.",
    own: "Mit eigenen Worten",
    ownHint: "Sag, was sich ändern soll.",
    ownWish: "Deine Anweisungen",
    ownExample: "Zum Beispiel: britische Schreibweise, kein Satz über 20 Wörter.",
  },
});

export interface ReviewRequest {
  task: TaskId;
  /** What was said for each task: looking at another loses nothing. */
  wishes: Partial<Record<TaskId, string>>;
  isPrivate: boolean;
}

export function taskOf({ task }: ReviewRequest): Task {
  return tasks.find(({ id }) => id === task) ?? tasks[0];
}

export function wishTexts(task: TaskId) {
  switch (task) {
    case "tone":
      return { label: taskTexts.toneWish, example: taskTexts.toneExample };
    case "translation":
      return { label: taskTexts.translationWish, example: taskTexts.translationExample };
    default:
      return { label: taskTexts.ownWish, example: taskTexts.ownExample };
  }
}

export function jobOptions(request: ReviewRequest): JobOptions {
  const { word, wish } = taskOf(request);
  const said = wish === "none" ? "" : (request.wishes[request.task] ?? "").trim();
  const instructions = [word, said].filter(Boolean).join(": ");
  return { instructions, private: request.isPrivate };
}
