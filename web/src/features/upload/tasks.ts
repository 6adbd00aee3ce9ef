import type { JobOptions } from "@/lib/api/types";

export const tasks = [
  {
    id: "proofread",
    label: "Proofread",
    hint: "Spelling, grammar and punctuation. Your words stay yours.",
    instructions: "proofread",
  },
  { id: "tighten", label: "Tighten", hint: "Cut filler and say it in fewer words.", instructions: "tighten" },
  {
    id: "plain",
    label: "Plain language",
    hint: "Short sentences and everyday words.",
    instructions: "plain language",
  },
  { id: "own", label: "In your own words", hint: "Say what should change.", instructions: null },
] as const;

export type TaskId = (typeof tasks)[number]["id"];

export interface ReviewRequest {
  task: TaskId;
  ownWords: string;
  isPrivate: boolean;
}

export function jobOptions({ task, ownWords, isPrivate }: ReviewRequest): JobOptions {
  const instructions = tasks.find((candidate) => candidate.id === task)?.instructions ?? ownWords.trim();
  return { instructions, private: isPrivate };
}
