import { database, type KeptAnswer } from "./database";

/** What is kept at most, so that the browser has no reason to throw everything out. */
export const mostJobs = 20;
/** Answers about one job, or lists of jobs. */
const mostAnswers = 12;
/** Characters, of one answer and of all. */
export const mostOfOne = 8_000_000;
const mostOfAll = 40_000_000;

export interface Answer extends Omit<KeptAnswer, "size"> {
  text: string;
}

export async function readAnswer(key: string): Promise<{ at: number; data: unknown } | null> {
  const tx = (await database()).transaction(["answers", "texts"]);
  const [answer, text] = await Promise.all([
    tx.objectStore("answers").get(key),
    tx.objectStore("texts").get(key),
    tx.done,
  ]);
  return answer && text !== undefined ? { at: answer.at, data: JSON.parse(text) } : null;
}

/** Writes them, and lets go of what nothing was heard of for longest where that makes too much. */
export async function writeAnswers(answers: readonly Answer[]): Promise<void> {
  const tx = (await database()).transaction(["answers", "texts"], "readwrite");
  for (const { text, ...answer } of answers) {
    void tx.objectStore("answers").put({ ...answer, size: text.length });
    void tx.objectStore("texts").put(text, answer.key);
  }
  for (const key of excess(await tx.objectStore("answers").getAll())) {
    void tx.objectStore("answers").delete(key);
    void tx.objectStore("texts").delete(key);
  }
  await tx.done;
}

export async function clearAnswers(): Promise<void> {
  const tx = (await database()).transaction(["answers", "texts", "handover"], "readwrite");
  for (const store of ["answers", "texts", "handover"] as const) void tx.objectStore(store).clear();
  await tx.done;
}

function excess(answers: readonly KeptAnswer[]): string[] {
  const newest = answers.toSorted((a, b) => b.at - a.at);
  const jobs = new Map<string, number>();
  let room = mostOfAll;
  const isKept = ({ jobId, size }: KeptAnswer) => {
    const known = jobs.get(jobId) ?? 0;
    if (known === mostAnswers || (known === 0 && jobs.size === mostJobs) || size > room) return false;
    jobs.set(jobId, known + 1);
    room -= size;
    return true;
  };
  return newest.filter((answer) => !isKept(answer)).map(({ key }) => key);
}
