import { randomUUID } from "node:crypto";
import { sampleDocument } from "./sample.mjs";

const now = () => new Date().toISOString();
const states = { accept: "accepted", edit: "accepted", reject: "rejected", skip: "skipped" };
const over = ["delivered", "failed", "cancelled"];

/** One job from memory: works itself off card by card, keeps its decisions as a pile, tells what happens. */
export class DevJob {
  events = [];
  listeners = new Set();
  changes = [];
  decisions = [];

  constructor(userId, file, { pace, onReady }) {
    Object.assign(this, { id: randomUUID(), userId, file, pace, onReady, createdAt: now() });
    Object.assign(this, { status: "queued", stage: "waiting", progress: 0, attempt: 0, error: null });
    Object.assign(this, { startedAt: null, completedAt: null });
    this.proposals = sampleDocument(this.id, file.name);
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
      cost,
      priority: 5,
      createdAt,
      ...this.#progress,
    };
  }

  get #progress() {
    const { status, progress, stage, attempt, counts, error, startedAt, completedAt } = this;
    return { status, progress, stage, attempt, counts, error, startedAt, completedAt };
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
    } else if (this.changes.length < this.proposals.length) {
      const change = this.proposals[this.changes.length];
      this.changes.push(change);
      this.stage = "proposing";
      this.progress = Math.floor((this.changes.length / this.proposals.length) * 100);
      this.#emit("change", change);
      this.#emit("progress", this.#progress);
    } else {
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
    this.decisions.push(...fresh);
    const touched = this.changes.filter((change) => fresh.some(({ changeId }) => changeId === change.id));
    for (const change of touched) this.#stand(change);
    const told = touched.map(({ id, state, decision }) => ({ id, state, decision }));
    if (fresh.length > 0) this.#emit("decision", { changes: told, counts: this.counts });
    return { applied: fresh.length, ignored: decisions.length - fresh.length, counts: this.counts };
  }

  #stand(change) {
    const pile = [];
    const own = this.decisions.filter(({ changeId }) => changeId === change.id);
    for (const decision of own.toSorted((a, b) => Date.parse(a.decidedAt) - Date.parse(b.decidedAt))) {
      if (decision.action === "undo") pile.pop();
      else pile.push(decision);
    }
    const top = pile.at(-1);
    change.state = top ? states[top.action] : "pending";
    change.decision = top
      ? { action: top.action, replacement: top.replacement ?? null, decidedAt: top.decidedAt }
      : null;
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
