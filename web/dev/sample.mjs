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

/** Other cards over the same words, by the sentence that they are in: what one would put there, and where. */
const rivals = {
  3: [
    [
      "In order to make a decision quickly",
      "To make a decision quickly",
      "wordiness",
      0.81,
      "“To” says the same.",
    ],
  ],
  5: [
    ["very unique", "rare", "word-choice", 0.52, "Rarity does have degrees."],
    ["very unique", "unlike any before", "word-choice", 0.41, "Says what “unique” means."],
  ],
};
const fillers = [
  "Nothing in this paragraph needs a second look. It is here because documents are mostly text that stays as it is.",
  "Minutes were kept and sent round on the same day, and nobody asked for a correction.",
  "The next meeting is on the first Thursday of the month, in the small hall behind the library.",
];

/**
 * A plausible document with its cards. A file called `long…` has many cards, `huge…` ten thousand blocks, `clean…` no
 * card at all; every seventh card comes from a cloud model, and some exclude each other.
 */
export function sampleDocument(jobId, name) {
  const count = name.includes("huge") ? 2000 : name.includes("long") ? 260 : 24;
  const every = name.includes("huge") ? 5 : 2;
  const blocks = [];
  const changes = [];
  for (let index = 0; index < count * every; index++) {
    const blockId = `p${index}`;
    if (index % every) {
      const isHeading = index % 16 === 1;
      const text = isHeading ? `Part ${Math.floor(index / 16) + 1}` : fillers[index % fillers.length];
      blocks.push({ blockId, kind: isHeading ? "heading" : "paragraph", text });
      continue;
    }
    const sentence = (index / every) % sentences.length;
    const [before, original, replacement, after, category, confidence, reason] = sentences[sentence];
    const text = before + original + after;
    blocks.push({ blockId, kind: index % 24 === 8 ? "listItem" : "paragraph", text });
    const isCloud = (index / every) % 7 === 6;
    const facts = { jobId, blockId, provider: isCloud ? "openai" : "local", leftMachine: isCloud };
    const own = [cardOf(facts, text, before.length, [original, replacement, category, confidence, reason])];
    if (index / every < 10) {
      for (const rival of rivals[sentence] ?? [])
        own.push(cardOf(facts, text, text.indexOf(rival[0]), rival));
    }
    for (const card of own)
      card.conflicts = own.filter((other) => other !== card).map((other) => conflict(card, other));
    changes.push(...own);
  }
  return { blocks, changes: name.includes("clean") ? [] : changes };
}

function cardOf(facts, text, start, [original, replacement, category, confidence, reason]) {
  const end = start + original.length;
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const span = { start, end, original, replacement, before, after };
  const why = { category, pattern: category, confidence, reason, model: null };
  return {
    id: randomUUID(),
    ...facts,
    ...span,
    ...why,
    state: "pending",
    decision: null,
    settledBy: null,
    hidden: false,
  };
}

function conflict(card, { id, start, end, original, replacement }) {
  const kind = card.start === start && card.end === end ? "alternatives" : "overlap";
  return { changeId: id, kind, original, replacement };
}
