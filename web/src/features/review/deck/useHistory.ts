import { useState } from "react";
import { hasStep, lastStep, type Step, stands, type Table } from "./steps";

/** What was done in the deck and what was taken back. Taken back is kept until something new is done. */
export function useHistory(table: Table) {
  const [{ done, undone }, setSteps] = useState<{ done: Step[]; undone: Step[] }>({ done: [], undone: [] });

  return {
    canUndo: hasStep(done, table),
    canRedo: undone.length > 0,
    did: (step: Step) => setSteps((steps) => ({ done: [...steps.done, step], undone: [] })),
    /** The step to take back; from now on it can be done again. */
    takeBack: (): Step | null => {
      const step = lastStep(done, table);
      if (!step) return null;
      const rest = done.filter((other) => other !== step && stands(other, table));
      // What the autopilot decided is offered again, if it still is worth it; it is not repeated.
      const again = step.by === "autopilot" ? undone : [...undone, step];
      setSteps({ done: rest, undone: again });
      return step;
    },
    /** The step to do again. */
    takeForward: (): Step | null => undone.at(-1) ?? null,
    didAgain: (step: Step) =>
      setSteps((steps) => ({ done: [...steps.done, step], undone: steps.undone.slice(0, -1) })),
  };
}
