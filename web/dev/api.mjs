import { createHash, randomUUID } from "node:crypto";
import { accountRoutes } from "./account.mjs";
import { billingRoutes } from "./billing.mjs";
import { deckRoutes } from "./deck.mjs";
import { resultOf, typeOf } from "./formats.mjs";
import { DevJob } from "./job.mjs";
import { memoryRoutes } from "./memory.mjs";
import { verdictOn } from "./verdict.mjs";

/** An answer with the error envelope. */
export class Refusal extends Error {
  constructor(status, code, message, details) {
    super(message);
    Object.assign(this, { status, code, details });
  }
}

export const notFound = () => new Refusal(404, "NOT_FOUND", "There is no such resource.");
const now = () => new Date().toISOString();
const shown = ({ userId, ...rest }) => rest;
const page = (items) => ({ items, nextCursor: null });

/** The public API from memory: handlers by route, each answering `[status, body]`. */
export class DevApi {
  #users = new Map();
  #refreshTokens = new Map();
  #accessTokens = new Map();
  #files = new Map();
  #jobs = new Map();
  #payments = new Map();
  #downloads = new Map();
  #notifications = [];

  constructor({ pace, accessSeconds, freeChanges }) {
    Object.assign(this, { pace, accessSeconds, freeChanges });
  }

  static anonymous = [
    "/auth/register",
    "/auth/login",
    "/auth/refresh",
    "/auth/logout",
    "/auth/password/forgot",
    "/auth/password/reset",
    "/receipts/verify",
  ];

  userOf(authorization = "") {
    const token = this.#accessTokens.get(authorization.replace("Bearer ", ""));
    if (!token || token.expires < Date.now()) throw new Refusal(401, "UNAUTHENTICATED", "Log in first.");
    return token.userId;
  }

  job(id, userId) {
    return own(this.#jobs, id, userId);
  }

  download(id) {
    return this.#downloads.get(id);
  }

  routes = {
    "POST /auth/register": ({ body: { email, password = "", displayName = null } }) => {
      const taken = "There is an account with this email already.";
      if (this.#users.has(email)) throw new Refusal(409, "CONFLICT", taken, { field: "email" });
      const short = "The password must have at least 10 characters.";
      if (password.length < 10) throw new Refusal(400, "VALIDATION_ERROR", short, { field: "password" });
      const user = { id: randomUUID(), email, displayName };
      this.#users.set(email, { ...user, password });
      return [201, user];
    },
    "POST /auth/login": ({ body: { email, password } }) => {
      const user = this.#users.get(email);
      if (user?.password !== password)
        throw new Refusal(401, "UNAUTHENTICATED", "Email or password is wrong.");
      return [200, this.#issue(user.id)];
    },
    "POST /auth/refresh": ({ body: { refreshToken } }) => {
      const token = this.#refreshTokens.get(refreshToken);
      if (!token || token.isUsed) throw new Refusal(401, "UNAUTHENTICATED", "The session has ended.");
      token.isUsed = true;
      return [200, this.#issue(token.userId)];
    },
    "POST /auth/logout": () => [204],
    "GET /users/me": ({ userId }) => {
      const { password, ...me } = [...this.#users.values()].find(({ id }) => id === userId);
      return [200, { ...me, role: "user", createdAt: now() }];
    },

    "POST /uploads": ({ userId, uploads: { file } }) => {
      const { name, bytes } = file;
      const foreign = "This is not a file that can be reviewed.";
      if (name.includes("wrong")) throw new Refusal(415, "UNSUPPORTED_MEDIA_TYPE", foreign);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const facts = { name, size: bytes.length, sha256, status: "ready", ...typeOf(name) };
      return [201, shown(keep(this.#files, { userId, ...facts, createdAt: now() }))];
    },
    "GET /uploads/:id": ({ id, userId }) => [200, shown(own(this.#files, id, userId))],
    "DELETE /uploads/:id": ({ id, userId }) => {
      this.#files.delete(own(this.#files, id, userId).id);
      return [204];
    },

    "POST /jobs": ({ body: { fileId, options }, userId }) => {
      const file = own(this.#files, fileId, userId);
      const job = new DevJob(userId, file, {
        pace: this.pace,
        instructions: options?.instructions,
        onReady: (ready) => this.#notify(ready),
      });
      this.#jobs.set(job.id, job);
      return [202, job.view];
    },
    "GET /jobs": ({ userId, query }) => {
      const words = (query.get("q") ?? "").toLowerCase().split(" ");
      const isWanted = ({ userId: of, view: { fileName, status } }) =>
        of === userId &&
        status === (query.get("status") ?? status) &&
        words.every((word) => fileName.toLowerCase().includes(word));
      const mine = [...this.#jobs.values()].filter(isWanted);
      return [200, page(mine.reverse().map((job) => job.view))];
    },
    "GET /jobs/:id": ({ id, userId }) => [200, this.job(id, userId).view],
    "POST /jobs/:id/cancel": ({ id, userId }) => {
      const job = this.job(id, userId);
      job.end("cancelled");
      return [202, job.view];
    },
    "GET /jobs/:id/changes": ({ id, userId, query }) => {
      const { changes } = this.job(id, userId);
      const from = Number(query.get("cursor") ?? 0);
      const to = from + Number(query.get("limit") ?? 50);
      return [200, { items: changes.slice(from, to), nextCursor: to < changes.length ? String(to) : null }];
    },
    "GET /jobs/:id/preview": ({ id, userId, query }) => {
      const found = this.job(id, userId).preview(query);
      if (!found) throw notFound();
      return [200, found];
    },
    "POST /jobs/:id/decisions": ({ id, userId, body }) => {
      const job = this.job(id, userId);
      if (job.isOver) throw new Refusal(409, "CONFLICT", "This job was delivered: its decisions are final.");
      return [200, job.decide(body.decisions)];
    },

    ...accountRoutes({ users: this.#users, Refusal, notFound }),
    ...deckRoutes({ job: (id, userId) => this.job(id, userId), Refusal, notFound }),
    ...billingRoutes(),
    ...memoryRoutes({ Refusal, notFound }),

    "GET /payments/quote": ({ userId, query }) => [200, this.#quote(this.job(query.get("jobId"), userId))],
    "POST /payments": ({ body: { jobId }, userId }) => {
      const { free, due } = this.#quote(this.job(jobId, userId));
      const status = free ? "notRequired" : "pending";
      const checkoutUrl = free ? null : `/jobs/${jobId}/finish`;
      const refunded = { ...due, amount: "0.0000" };
      const papers = { invoiceUrl: null, receiptUrl: null, creditNotes: [] };
      const facts = {
        jobId,
        status,
        amount: due,
        acceptedChanges: 0,
        checkoutUrl,
        settledAt: null,
        refunded,
        ...papers,
      };
      const payment = keep(this.#payments, { userId, ...facts, createdAt: now() });
      if (!free) setTimeout(() => Object.assign(payment, { status: "settled", settledAt: now() }), 3000);
      return [201, shown(payment)];
    },
    "GET /payments": ({ userId }) => {
      const mine = [...this.#payments.values()].filter((payment) => payment.userId === userId);
      return [200, page(mine.reverse().map(shown))];
    },
    "GET /payments/:id": ({ id, userId }) => [200, shown(own(this.#payments, id, userId))],

    "POST /downloads": ({ body: { jobId, format, as }, userId }) => {
      const job = this.job(jobId, userId);
      const offered = "This job can't be downloaded in that format.";
      if (!job.file.formats.includes(format))
        throw new Refusal(400, "VALIDATION_ERROR", offered, { field: "format" });
      const { size, sha256 } = job.file;
      const result = resultOf(job.file, format, as);
      const facts = { jobId, format, status: "queued", size, sha256, ...result };
      const download = keep(this.#downloads, { userId, ...facts, url: null, expiresAt: null, error: null });
      setTimeout(() => {
        const url = `/api/v1/downloads/${download.id}/content?signature=test`;
        const expiresAt = new Date(Date.now() + 600_000).toISOString();
        Object.assign(download, { status: "ready", url, expiresAt });
        if (job.status === "ready" && ["clean", "redline"].includes(format)) job.end("delivered");
      }, 400);
      return [202, { id: download.id, status: download.status }];
    },
    "GET /downloads": ({ userId, query }) => {
      const wanted = ({ userId: of, jobId }) => of === userId && jobId === (query.get("jobId") ?? jobId);
      return [200, page([...this.#downloads.values()].filter(wanted).reverse().map(shown))];
    },
    "GET /downloads/:id": ({ id, userId }) => [200, shown(own(this.#downloads, id, userId))],

    "POST /receipts/verify": ({ uploads: { receipt, original, output } }) => {
      const noReceipt = "The form has no receipt: send it in a part named 'receipt'.";
      if (!receipt) throw new Refusal(400, "VALIDATION_ERROR", noReceipt, { field: "receipt" });
      return [200, verdictOn(receipt, original, output)];
    },

    "POST /notifications/read": ({ userId }) => {
      for (const item of this.#notifications) if (item.userId === userId) item.readAt ??= now();
      return [204];
    },
    "GET /notifications": ({ userId }) => {
      return [200, page(this.#notifications.filter((item) => item.userId === userId).map(shown))];
    },
  };

  #issue(userId) {
    // In a real one's form, since the app keeps what it shows offline by the subject; its rest is what is known by heart.
    const payload = Buffer.from(JSON.stringify({ sub: userId })).toString("base64url");
    const accessToken = `${randomUUID()}.${payload}.`;
    const tokens = { accessToken, tokenType: "Bearer", expiresIn: this.accessSeconds };
    const refreshToken = randomUUID();
    this.#accessTokens.set(tokens.accessToken, { userId, expires: Date.now() + this.accessSeconds * 1000 });
    this.#refreshTokens.set(refreshToken, { userId, isUsed: false });
    return { ...tokens, refreshToken };
  }

  #notify({ id, userId, file, changes }) {
    const body = `${changes.length} cards for ${file.name}`;
    const facts = {
      kind: "cardsReady",
      title: "Your cards are ready",
      body,
      link: `/jobs/${id}`,
      jobId: id,
      readAt: null,
    };
    this.#notifications.unshift({ id: randomUUID(), userId, ...facts, createdAt: now() });
  }

  #quote({ id, counts: { accepted } }) {
    const beyond = Math.max(0, accepted - this.freeChanges);
    const money = (value) => ({ amount: value.toFixed(4), currency: "USD" });
    const line = {
      description: "Accepted changes, local models",
      quantity: accepted,
      amount: money(beyond * 0.01),
    };
    const due = line.amount;
    return { jobId: id, amount: due, due, paid: money(0), back: money(0), free: beyond === 0, lines: [line] };
  }
}

function keep(map, resource) {
  const kept = { id: randomUUID(), ...resource };
  map.set(kept.id, kept);
  return kept;
}

function own(map, id, userId) {
  const found = map.get(id);
  if (!found || found.userId !== userId) throw notFound();
  return found;
}
