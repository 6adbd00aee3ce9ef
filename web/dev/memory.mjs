const day = 86_400_000;
const ago = (days) => new Date(Date.now() - days * day).toISOString();

const known = [
  ["spelling", "alot", "a lot", 19, 1, "none"],
  ["spelling", "recieve", "receive", 12, 0, "none"],
  ["word-choice", "utilize", "use", 0, 9, "proposed"],
  ["punctuation", "red, white and blue", "red, white, and blue", 1, 14, "on"],
  ["passive-voice", "was decided by", "decided", 3, 4, "none"],
  ["wordiness", "In order to", "To", 7, 1, "none"],
  ["word-choice", "very unique", "unique", 2, 6, "off"],
];

/** What was learned about everybody who asks: the same for all, and forgotten when the server ends. */
export function memoryRoutes({ Refusal, notFound }) {
  let items = known.map(itemOf);
  let settings = { isOn: true, autopilot: true };
  const own = (patternId) => {
    const found = items.find((item) => item.patternId === patternId);
    if (!found) throw notFound();
    return found;
  };
  return {
    "GET /memory": ({ query }) => {
      const q = (query.get("q") ?? "").toLowerCase();
      const from = Number(query.get("cursor") ?? 0);
      const to = from + Number(query.get("limit") ?? 50);
      const found = items.filter(
        ({ title, category, rule }) =>
          `${title} ${category}`.toLowerCase().includes(q) &&
          (!query.has("kind") || (query.get("kind") === "rule") === (rule !== "none")),
      );
      return [200, { items: found.slice(from, to), nextCursor: to < found.length ? String(to) : null }];
    },
    "GET /memory/settings": () => [200, settings],
    "PUT /memory/settings": ({ body }) => {
      settings = body;
      return [200, settings];
    },
    "GET /memory/export": () => [200, { version: 1, exportedAt: new Date().toISOString(), items }],
    "POST /memory/import": ({ body }) => {
      const wrong = "This file is no exported memory.";
      if (!Array.isArray(body.items)) throw new Refusal(400, "VALIDATION_ERROR", wrong);
      const fresh = body.items.filter(({ patternId }) => !items.some((item) => item.patternId === patternId));
      items.push(...fresh);
      return [200, { imported: fresh.length, skipped: body.items.length - fresh.length }];
    },
    "DELETE /memory": () => {
      items = [];
      return [204];
    },
    "PATCH /memory/:patternId": ({ patternId, body }) => [200, Object.assign(own(patternId), body)],
    "DELETE /memory/:patternId": ({ patternId }) => {
      items.splice(items.indexOf(own(patternId)), 1);
      return [204];
    },
  };
}

function itemOf([category, original, replacement, accepted, rejected, rule], index) {
  const probability = (accepted + 0.5) / (accepted + rejected + 1);
  return {
    patternId: `0197a000-0000-7000-8000-00000000000${index}`,
    pattern: `${category}:${original}>${replacement}`,
    category,
    title: `“${original}” → “${replacement}”`,
    words: `“${original}” → “${replacement}”`,
    accepted,
    rejected,
    weight: accepted + rejected,
    probability,
    isSettled: Math.min(probability, 1 - probability) < 0.1,
    side: probability > 0.9 ? "accept" : probability < 0.1 ? "reject" : null,
    rule,
    isOn: true,
    lastDecidedAt: ago(index * 3),
    examples: [{ original, replacement }],
  };
}
