import type { Change } from "@/lib/api/types";

/** A paragraph to try the deck on without an account. Nothing of it is sent anywhere. */
export const sampleText =
  "Alot of people thinks that feedback is hard to give. In order to be useful, it has to be specific, timely and kind.";

interface Sample {
  original: string;
  replacement: string;
  category: string;
  reason: string;
  confidence: number;
}

const samples: Sample[] = [
  {
    original: "Alot",
    replacement: "A lot",
    category: "spelling",
    reason: "“A lot” is two words.",
    confidence: 0.98,
  },
  {
    original: "thinks",
    replacement: "think",
    category: "agreement",
    reason: "“People” is plural, so its verb is too.",
    confidence: 0.93,
  },
  {
    original: "In order to be useful",
    replacement: "To be useful",
    category: "wordiness",
    reason: "“To” says the same in one word.",
    confidence: 0.72,
  },
  {
    original: "timely and kind",
    replacement: "timely, and kind",
    category: "punctuation",
    reason: "A comma before “and” in a list of three. Some styles want it, some don’t.",
    confidence: 0.41,
  },
];

const blank = {
  jobId: "sample",
  blockId: "1",
  pattern: "",
  provider: "local",
  model: null,
  leftMachine: false,
} as const;

export const sampleChanges: Change[] = samples.map((sample, index) => {
  const start = sampleText.indexOf(sample.original);
  const end = start + sample.original.length;
  return {
    ...blank,
    ...sample,
    id: `sample-${index}`,
    start,
    end,
    before: sampleText.slice(0, start),
    after: sampleText.slice(end),
    state: "pending",
    decision: null,
    conflicts: [],
    settledBy: null,
    promptVersion: null,
    latencyMs: null,
    cost: null,
    cacheHit: null,
  };
});
