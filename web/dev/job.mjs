import { randomUUID } from "node:crypto";
import { hideSome } from "./deck.mjs";
import { previewOf } from "./preview.mjs";
import { sampleDocument } from "./sample.mjs";

const now = () => new Date().toISOString();
const states = { accept: "accepted", edit: "accepted", reject: "rejected", skip: "skipped" };
// As where no language model is set up: what rules can do.
const ruled = ["proofread", "tighten", "plain language"];
const over = ["delivered", "failed", "cancelled"];

const standing = ({ state, settledBy }) => `${state} ${settledBy?.changeId}`;

/** One job from memory: works itself off card by card, keeps its decisions as a pile, tells what happens. */
export class DevJob {
  events = [];
  listeners = new Set();
  changes = [];
  decisions = [];

  constructor(userId, file, { pace, instructions, onReady }) {
    Object.assign(this, { id: randomUUID(), userId, file, pace, instructions, onReady, createdAt: now() });
    Object.assign(this, { status: "queued", stage: "waiting", progress: 0, attempt: 0, error: null });
    Object.assign(this, { startedAt: null, completedAt: null, unread: null });
    const { blocks, changes } = sampleDocument(this.id, file.name);
    Object.assign(this, { blocks, proposals: changes });
    setTimeout(() => this.#work(), pace);
  }

  get counts() {
    const count = (state) => this.changes.filter((change) => change.state === state).length;
    const [pending, accepted, rejected, skipped] = ["pending", "accepted", "rejected", "skipped"].map(count);
    return { total: this.changes.length, pending, accepted, rejected, skipped };
  }

  get isOver() {
    return over.includes(this.status);
  }

  get view() {
    const { id, file, createdAt } = this;
    const cost = { amount: "0.0000", currency: "USD" };
    return {
      id,
      type: "review",
      fileId: file.id,
      fileName: file.name,
      formats: file.formats,
      cost,
      priority: 10,
      createdAt,
      ...this.#progress,
    };
  }

  get #progress() {
    const { status, progress, stage, attempt, counts, error, startedAt, completedAt, unread } = this;
    return { status, progress, stage, attempt, counts, error, startedAt, completedAt, unread };
  }

  #work() {
    if (this.isOver) return;
    if (this.status === "queued") {
      Object.assign(this, { status: "running", stage: "reading", attempt: 1, startedAt: now() });
      this.#emit("status", this.#progress);
    } else if (this.file.name.includes("broken")) {
      const message =
        "A part of this Word file is damaged. Open it in Word, save it again, and upload the new copy.";
      this.error = { code: "VALIDATION_ERROR", message };
      return this.end("failed");
    } else if (!ruled.includes(this.instructions ?? ruled[0])) {
      this.error = {
        code: "NO_MODEL",
        message: `No model that is set up here can do “${this.instructions}”.`,
      };
      return this.end("failed");
    } else if (this.changes.length < this.proposals.length) {
      const some = this.proposals.slice(
        this.changes.length,
        this.changes.length + Math.ceil(this.proposals.length / 400),
      );
      this.changes.push(...some);
      if (this.file.name.includes("again")) hideSome(this, some);
      this.stage = "proposing";
      this.progress = Math.floor((this.changes.length / this.proposals.length) * 100);
      for (const change of some) this.#emit("change", change);
      this.#emit("progress", this.#progress);
    } else {
      if (this.file.name.includes("partly")) this.unread = { blocks: 3, of: 120, reasons: { failed: 3 } };
      this.onReady(this);
      return this.end("ready");
    }
    setTimeout(() => this.#work(), this.pace);
  }

  end(status) {
    this.stage = status === "ready" || status === "delivered" ? "done" : "stopped";
    if (status === "ready") this.progress = 100;
    Object.assign(this, { status, completedAt: this.completedAt ?? now() });
    this.#emit("status", this.#progress);
  }

  decide(decisions) {
    const known = new Set(this.decisions.map(({ id }) => id));
    const fresh = decisions.filter(({ id }) => !known.has(id));
    this.record(fresh);
    return { applied: fresh.length, ignored: decisions.length - fresh.length, counts: this.counts };
  }

  /** Decisions of any origin: settled, counted and told. */
  record(fresh) {
    this.decisions.push(...fresh);
    const before = new Map(this.changes.map((change) => [change.id, standing(change)]));
    for (const { changeId } of fresh) this.#own(this.changes.find(({ id }) => id === changeId));
    this.#settle();
    const told = this.changes.filter(
      (change) =>
        fresh.some(({ changeId }) => changeId === change.id) || standing(change) !== before.get(change.id),
    );
    const changes = told.map(({ id, state, decision, settledBy }) => ({ id, state, decision, settledBy }));
    if (fresh.length > 0) this.#emit("decision", { changes, counts: this.counts });
  }

  /** A change's decisions are a pile by time; undo takes the topmost off. */
  #own(change) {
    const pile = [];
    const own = this.decisions.filter(({ changeId }) => changeId === change.id);
    for (const decision of own.toSorted((a, b) => Date.parse(a.decidedAt) - Date.parse(b.decidedAt))) {
      if (decision.action === "undo") pile.pop();
      else pile.push(decision);
    }
    const top = pile.at(-1);
    change.decision = top
      ? {
          action: top.action,
          replacement: top.replacement ?? null,
          decidedAt: top.decidedAt,
          by: top.by ?? "person",
          because: top.because ?? null,
          batchId: top.batchId,
        }
      : null;
    change.hidden = top?.by === "rule" && top.action === "reject";
  }

  /** The latest acceptance wins, and what lost to it settles nothing itself. */
  #settle() {
    const accepted = this.changes.filter(({ decision }) => states[decision?.action] === "accepted");
    const losers = new Map();
    for (const winner of accepted.toSorted(
      (a, b) => Date.parse(b.decision.decidedAt) - Date.parse(a.decision.decidedAt),
    )) {
      if (losers.has(winner.id)) continue;
      for (const { changeId, kind } of winner.conflicts) {
        const reason =
          kind === "alternatives"
            ? "You accepted another change of the same words."
            : "You accepted another change that overlaps this one.";
        if (!losers.has(changeId)) losers.set(changeId, { changeId: winner.id, reason });
      }
    }
    for (const change of this.changes) {
      change.settledBy = change.decision?.action === "reject" ? null : (losers.get(change.id) ?? null);
      change.state = change.settledBy ? "rejected" : (states[change.decision?.action] ?? "pending");
    }
  }

  preview(query) {
    return previewOf(this, query);
  }

  #emit(event, data) {
    const entry = { id: String(this.events.length + 1), event, data };
    this.events.push(entry);
    for (const listener of this.listeners) listener(entry);
  }

  /** The event stream, from after `lastEventId`. */
  stream(lastEventId, response) {
    if (this.isOver && lastEventId >= this.events.length) return response.writeHead(204).end();
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    const write = ({ id, event, data }) => {
      response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      if (event === "status" && over.includes(data.status)) response.end();
    };
    this.events.slice(lastEventId).forEach(write);
    this.listeners.add(write);
    response.on("close", () => this.listeners.delete(write));
  }
}
