import { randomUUID } from "node:crypto";

const sentences = [
  [
    "The committee met on Tuesday to discuss the ",
    "recieved",
    "received",
    " proposals, and most members agreed that the first one was the strongest.",
    "spelling",
    0.98,
    "“Received” follows the rule: i before e, except after c.",
  ],
  [
    "She told him that ",
    "alot",
    "a lot",
    " of the work had already been done before the deadline was moved.",
    "spelling",
    0.97,
    "“A lot” is always two words.",
  ],
  [
    "Each of the reports ",
    "were",
    "was",
    " checked twice by someone who had not written it.",
    "agreement",
    0.91,
    "The subject is “each”, which is singular.",
  ],
  [
    "",
    "In order to make a decision quickly, we need to have a clear understanding of what the customer is asking for.",
    "To decide quickly, we need to understand what the customer is asking for.",
    " Everything else can wait until the second meeting.",
    "wordiness",
    0.74,
    "The same in half the words.",
  ],
  [
    "After the storm",
    "",
    ",",
    " the road to the village stayed closed for nine days.",
    "punctuation",
    0.83,
    "A comma after an introductory phrase.",
  ],
  [
    "The results were ",
    "very unique",
    "unique",
    " and nobody on the team had seen anything like them.",
    "word-choice",
    0.58,
    "Something is unique or it isn’t; there are no degrees.",
  ],
  [
    "There are two",
    "  ",
    " ",
    "spaces here that nobody will ever notice in print.",
    "whitespace",
    0.99,
    "Two spaces where one is enough.",
  ],
  [
    "The new policy will ",
    "effect",
    "affect",
    " everybody who works on weekends, including those who joined this year.",
    "word-choice",
    0.88,
    "“Affect” is the verb.",
  ],
  [
    "It was ",
    "decided by the board",
    "the board that decided",
    " to postpone the launch until spring.",
    "passive-voice",
    0.46,
    "Says who did it.",
  ],
  [
    "We thank ",
    "you're",
    "your",
    " team for the patience that it has shown.",
    "confused-words",
    0.95,
    "“Your” shows possession; “you’re” means “you are”.",
  ],
];

/** Plausible cards. A file called `long…` gives many, `clean…` none; every seventh card comes from a cloud model. */
export function sampleDocument(jobId, name) {
  if (name.includes("clean")) return [];
  const count = name.includes("long") ? 260 : 24;
  return Array.from({ length: count }, (_, index) => {
    const [before, original, replacement, after, category, confidence, reason] =
      sentences[index % sentences.length];
    const isCloud = index % 7 === 6;
    return {
      id: randomUUID(),
      jobId,
      blockId: `p${index}`,
      start: before.length,
      end: before.length + original.length,
      original,
      replacement,
      before,
      after,
      category,
      pattern: category,
      confidence,
      reason,
      provider: isCloud ? "openai" : "local",
      model: null,
      leftMachine: isCloud,
      state: "pending",
      decision: null,
    };
  });
}
