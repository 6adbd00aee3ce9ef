import { randomUUID } from "node:crypto";

const now = () => new Date().toISOString();
const isOpen = ({ state }) => state === "pending";
const certain = 0.55;

/** What a deck needs besides its cards, and what decides many of them at once. */
export function deckRoutes({ job, Refusal, notFound }) {
  return {
    "GET /jobs/:id/deck": ({ id, userId, query }) => {
      return [200, planOf(job(id, userId), Number(query.get("tolerance") ?? 0.02))];
    },
    "POST /jobs/:id/decisions/bulk": ({ id, userId, body: { filter, action } }) => {
      const of = job(id, userId);
      const wanted = filter.changeIds && new Set(filter.changeIds);
      const open = of.changes.filter(
        (change) =>
          isOpen(change) &&
          (!wanted || wanted.has(change.id)) &&
          (filter.pattern ?? change.pattern) === change.pattern,
      );
      const batchId = decideAll(of, open, { action, by: "bulk" });
      return [200, { batchId, resolved: open.length, skipped: 0, remaining: of.counts.pending }];
    },
    "POST /jobs/:id/decisions/bulk/:batchId/undo": ({ id, userId, batchId }) => [
      200,
      undoBatch(job(id, userId), batchId),
    ],
    "POST /jobs/:id/autopilot": ({ id, userId, body: { tolerance } }) => {
      const of = job(id, userId);
      const { offer } = planOf(of, tolerance).autopilot;
      if (!offer) throw new Refusal(409, "CONFLICT", "There is not enough evidence for an offer any more.");
      const all = of.changes.filter((change) => isOpen(change) && change.confidence >= certain);
      const audit = new Set(
        all.filter((_, index) => index % Math.ceil(all.length / 5) === 0).map((one) => one.id),
      );
      const because = "You accepted 24 of 24 like it.";
      const decided = all.filter((change) => !audit.has(change.id));
      const batchId = decideAll(of, decided, { action: "accept", by: "autopilot", because });
      of.autopilot = { id: batchId, decided: decided.length, audit, undone: false, promised: tolerance };
      return [200, { batchId, decided: decided.length, heldBack: audit.size, remaining: of.counts.pending }];
    },
    "POST /jobs/:id/autopilot/:batchId/undo": ({ id, userId, batchId }) => {
      const of = job(id, userId);
      if (of.autopilot?.id !== batchId) throw notFound();
      of.autopilot.undone = true;
      return [200, undoBatch(of, batchId)];
    },
  };
}

/** As when a file is reviewed again: what was rejected before is rejected by the memory. */
export function hideSome(job, changes) {
  const known = changes.filter(({ category }) => category === "passive-voice");
  const because = "You rejected the same change here before.";
  if (known.length > 0) decideAll(job, known, { action: "reject", by: "rule", because });
}

function decideAll(job, changes, facts) {
  const batchId = randomUUID();
  const decidedAt = now();
  job.record(changes.map(({ id }) => ({ id: randomUUID(), changeId: id, batchId, decidedAt, ...facts })));
  return batchId;
}

function undoBatch(job, batchId) {
  const standing = job.changes.filter(({ decision }) => decision?.batchId === batchId);
  decideAll(job, standing, { action: "undo" });
  return { batchId, resolved: standing.length, skipped: 0, remaining: job.counts.pending };
}

function planOf(job, tolerance) {
  const open = job.changes.filter(isOpen);
  const byPattern = new Map();
  for (const change of open)
    byPattern.set(change.pattern, [...(byPattern.get(change.pattern) ?? []), change]);
  const size = ({ pattern }) => byPattern.get(pattern).length;
  // The tours know the cards of a short document in the order of its text.
  const order = job.file.name.includes("long") ? open.toSorted((a, b) => size(b) - size(a)) : open;
  const tallies = talliesOf(job);
  return {
    revision: job.events.length,
    order: order.map(({ id }) => id),
    groups: [...byPattern].filter(([, group]) => group.length > 1).map((group) => groupOf(group, tallies)),
    swipesLeft:
      open.length > 0 ? { from: byPattern.size, to: Math.min(open.length, byPattern.size * 2 + 3) } : null,
    hidden: job.changes.filter(({ hidden }) => hidden).map(({ id }) => id),
    rulesProposed: [...tallies]
      .filter(
        ([pattern, { accepted, rejected }]) => accepted === 0 && rejected >= 3 && byPattern.has(pattern),
      )
      .map(([pattern, tally]) => ({
        patternId: pattern,
        words: `Never suggest “${pattern}”`,
        ...tally,
      })),
    autopilot: autopilotOf(job, open, tolerance),
  };
}

function talliesOf({ changes }) {
  const tallies = new Map();
  for (const { pattern, decision } of changes) {
    if (!["person", "bulk"].includes(decision?.by)) continue;
    const tally = tallies.get(pattern) ?? { accepted: 0, rejected: 0 };
    if (decision.action === "reject") tally.rejected += 1;
    else if (decision.action !== "skip") tally.accepted += 1;
    tallies.set(pattern, tally);
  }
  return tallies;
}

function groupOf([pattern, group], tallies) {
  const [{ category, original, replacement }] = group;
  const { accepted = 0, rejected = 0 } = tallies.get(pattern) ?? {};
  const action = accepted > rejected ? "accept" : "reject";
  const isClear = accepted + rejected >= 4 && Math.min(accepted, rejected) <= (accepted + rejected) / 10;
  return {
    pattern,
    category,
    title: `“${original.slice(0, 40)}” → “${replacement.slice(0, 40)}”`,
    changeIds: group.map(({ id }) => id),
    suggestion: isClear ? { action, accepted, rejected } : null,
  };
}

function autopilotOf(job, open, tolerance) {
  const predictions = job.changes.filter(({ decision }) => decision?.by === "person").length;
  const needed = tolerance >= 0.05 ? 12 : 18;
  const facts = {
    tolerance,
    predictions,
    needed,
    missingHere: Math.max(0, 10 - predictions),
    hasChanged: false,
  };
  if (job.autopilot) return { ...facts, ...batchOf(job, tolerance), offer: null };
  const sure = open.filter(({ confidence }) => confidence >= certain);
  if (predictions < needed || sure.length < 6) {
    return { ...facts, state: "learning", offer: null, batch: null };
  }
  const examples = sure.slice(0, 3).map(({ id }) => id);
  const offer = {
    changes: sure.length,
    stays: open.length - sure.length,
    certainty: 0.97,
    errorBound: tolerance * 0.9,
    examples,
  };
  return { ...facts, state: "offered", offer, batch: null };
}

function batchOf({ autopilot, changes, file }, tolerance) {
  const { id, decided, audit, promised } = autopilot;
  const answered = changes.filter((change) => audit.has(change.id) && !isOpen(change));
  const agreed = answered.filter(({ state }) => state === "accepted");
  const isDone = answered.length === audit.size;
  const isWorse = file.name.includes("worse") && isDone && agreed.length < answered.length;
  const undone = autopilot.undone || isWorse;
  const measured = isDone ? { low: 0, high: agreed.length === audit.size ? 0.28 : 0.6 } : null;
  return {
    state: isWorse ? "steppedBack" : autopilot.undone ? "off" : isDone ? "done" : "auditing",
    batch: {
      id,
      decided,
      promised,
      errorBound: tolerance * 0.9,
      measured,
      undone,
      audit: { size: audit.size, answered: answered.length, agreed: agreed.length },
      reason: isWorse ? "You decided otherwise more often than was promised." : null,
    },
  };
}
