import type { JobOptions } from "@/lib/api/types";

/** What a person may say beside the choice of a task. */
interface Wish {
  label: string;
  placeholder: string;
  isRequired: boolean;
}

interface Task {
  id: string;
  label: string;
  hint: string;
  /** The word that names the task to the API; null: the wish is all that it is told. */
  word: string | null;
  /** Rules that come with every installation can't do it. */
  needsModel: boolean;
  wish: Wish | null;
}

export const tasks = [
  {
    id: "proofread",
    label: "Proofread",
    hint: "Spelling, grammar and punctuation. Your words stay yours.",
    word: "proofread",
    needsModel: false,
    wish: null,
  },
  {
    id: "tighten",
    label: "Tighten",
    hint: "Cut filler and say it in fewer words.",
    word: "tighten",
    needsModel: false,
    wish: null,
  },
  {
    id: "plain",
    label: "Plain language",
    hint: "Short sentences and everyday words.",
    word: "plain language",
    needsModel: false,
    wish: null,
  },
  {
    id: "tone",
    label: "Change the tone",
    hint: "Calm, polite and professional, or as you say. What is said stays.",
    word: "tone",
    needsModel: true,
    wish: {
      label: "Which tone? (optional)",
      placeholder: "For example: warmer, as to an old customer.",
      isRequired: false,
    },
  },
  {
    id: "translation",
    label: "Check a translation",
    hint: "Finds what reads as translated: false friends, word order, foreign idioms.",
    word: "translate-check",
    needsModel: true,
    wish: {
      label: "About the translation (optional)",
      placeholder: "For example: from German, for readers in the UK.",
      isRequired: false,
    },
  },
  {
    id: "own",
    label: "In your own words",
    hint: "Say what should change.",
    word: null,
    needsModel: true,
    wish: {
      label: "Your instructions",
      placeholder: "For example: use British spelling, and keep every sentence under 20 words.",
      isRequired: true,
    },
  },
] as const satisfies readonly Task[];

export type TaskId = (typeof tasks)[number]["id"];

export interface ReviewRequest {
  task: TaskId;
  /** What was said for each task: looking at another loses nothing. */
  wishes: Partial<Record<TaskId, string>>;
  isPrivate: boolean;
}

export function taskOf({ task }: ReviewRequest): Task {
  return tasks.find(({ id }) => id === task) ?? tasks[0];
}

export function jobOptions(request: ReviewRequest): JobOptions {
  const { word, wish } = taskOf(request);
  const said = wish ? (request.wishes[request.task] ?? "").trim() : "";
  const instructions = [word, said].filter(Boolean).join(": ");
  return { instructions, private: request.isPrivate };
}
