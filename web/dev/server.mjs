// The public API from memory, for work on the web app alone: `npm run dev:api`, then `npm run dev`.
// It speaks the real wire format, event stream and error envelope included, and serves the built app
// under the gateway's content security policy.
import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { sampleDocument } from "./sample.mjs";

const wwwroot = fileURLToPath(new URL("../../gateway/wwwroot/", import.meta.url));
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

class Refusal extends Error {
  constructor(status, code, message, details) {
    super(message);
    Object.assign(this, { status, code, details });
  }
}
const notFound = () => new Refusal(404, "NOT_FOUND", "There is no such resource.");

/** A running API. `pace` is the milliseconds between two cards. */
export function startServer({ port = 8787, pace = 120, accessSeconds = 900 } = {}) {
  const users = new Map();
  const refreshTokens = new Map();
  const accessTokens = new Map();
  const files = new Map();
  const jobs = new Map();
  const payments = new Map();
  const downloads = new Map();
  const notifications = [];

  const now = () => new Date().toISOString();
  const issueTokens = (userId) => {
    const accessToken = randomUUID();
    const refreshToken = randomUUID();
    accessTokens.set(accessToken, { userId, expires: Date.now() + accessSeconds * 1000 });
    refreshTokens.set(refreshToken, { userId, isUsed: false });
    return { accessToken, tokenType: "Bearer", expiresIn: accessSeconds, refreshToken };
  };
  const userOf = (request) => {
    const token = accessTokens.get((request.headers.authorization ?? "").replace("Bearer ", ""));
    if (!token || token.expires < Date.now()) throw new Refusal(401, "UNAUTHENTICATED", "Log in first.");
    return token.userId;
  };
  const own = (map, id, userId) => {
    const found = map.get(id);
    if (!found || found.userId !== userId) throw notFound();
    return found;
  };
  const shown = ({ userId, changes, events, listeners, ...rest }) => rest;
  const countsOf = (changes) => {
    const count = (state) => changes.filter((change) => change.state === state).length;
    return {
      total: changes.length,
      pending: count("pending"),
      accepted: count("accepted"),
      rejected: count("rejected"),
      skipped: count("skipped"),
    };
  };

  function emit(job, event, data) {
    const entry = { id: String(job.events.length + 1), event, data };
    job.events.push(entry);
    for (const listener of job.listeners) listener(entry);
  }

  function run(job, file) {
    const proposals = sampleDocument(job.id, file.name);
    let next = 0;
    const step = () => {
      if (job.status === "cancelled") return;
      if (job.status === "queued") {
        Object.assign(job, { status: "running", stage: "reading", startedAt: now() });
        emit(job, "status", { status: job.status, startedAt: job.startedAt });
      } else if (file.name.includes("broken")) {
        job.error = {
          code: "VALIDATION_ERROR",
          message:
            "A part of this Word file is damaged. Open it in Word, save it again, and upload the new copy.",
        };
        return end(job, "failed");
      } else if (next < proposals.length) {
        const change = proposals[next++];
        job.changes.push(change);
        job.counts = countsOf(job.changes);
        Object.assign(job, { progress: Math.floor((next / proposals.length) * 100), stage: "proposing" });
        emit(job, "change", change);
        emit(job, "progress", { progress: job.progress, stage: job.stage, counts: job.counts });
      } else {
        notifications.unshift({
          id: randomUUID(),
          userId: job.userId,
          type: "jobReady",
          title: "Your cards are ready",
          body: `${proposals.length} cards for ${file.name}`,
          jobId: job.id,
          readAt: null,
          createdAt: now(),
        });
        return end(job, "ready");
      }
      setTimeout(step, pace);
    };
    setTimeout(step, pace);
  }

  function end(job, status) {
    Object.assign(job, {
      status,
      progress: status === "ready" ? 100 : job.progress,
      stage: null,
      completedAt: now(),
    });
    emit(job, "status", {
      status,
      progress: job.progress,
      stage: null,
      error: job.error,
      completedAt: job.completedAt,
    });
  }

  function decide(job, decisions) {
    const after = {
      accept: "accepted",
      edit: "accepted",
      reject: "rejected",
      skip: "skipped",
      undo: "pending",
    };
    let applied = 0;
    for (const { id, changeId, action, replacement, decidedAt } of decisions) {
      const change = job.changes.find((candidate) => candidate.id === changeId);
      if (!change || job.decisionIds.has(id)) continue;
      job.decisionIds.add(id);
      change.state = after[action];
      change.decision =
        action === "undo"
          ? null
          : { action, replacement: replacement ?? null, decidedAt: decidedAt ?? now() };
      applied++;
    }
    job.counts = countsOf(job.changes);
    return { applied, ignored: decisions.length - applied, counts: job.counts };
  }

  function quote(job) {
    const { accepted } = job.counts;
    const beyond = Math.max(0, accepted - 200);
    const money = (value) => ({ amount: value.toFixed(4), currency: "USD" });
    return {
      jobId: job.id,
      amount: money(beyond * 0.01),
      due: beyond > 0,
      free: 200,
      lines: [
        { description: "Accepted changes, local models", quantity: accepted, amount: money(beyond * 0.01) },
      ],
    };
  }

  const routes = [
    [
      "POST",
      "/auth/register",
      ({ body }) => {
        if (users.has(body.email))
          throw new Refusal(409, "CONFLICT", "There is an account with this email already. Log in instead.", {
            field: "email",
          });
        if ((body.password ?? "").length < 8)
          throw new Refusal(400, "VALIDATION_ERROR", "The password is too short.", { field: "password" });
        const user = {
          id: randomUUID(),
          email: body.email,
          displayName: body.displayName ?? null,
          password: body.password,
        };
        users.set(user.email, user);
        return [201, { id: user.id, email: user.email, displayName: user.displayName }];
      },
    ],
    [
      "POST",
      "/auth/login",
      ({ body }) => {
        const user = users.get(body.email);
        if (user?.password !== body.password)
          throw new Refusal(401, "UNAUTHENTICATED", "Email or password is wrong.");
        return [200, issueTokens(user.id)];
      },
    ],
    [
      "POST",
      "/auth/refresh",
      ({ body }) => {
        const token = refreshTokens.get(body.refreshToken);
        if (!token || token.isUsed) throw new Refusal(401, "UNAUTHENTICATED", "The session has ended.");
        token.isUsed = true;
        return [200, issueTokens(token.userId)];
      },
    ],
    ["POST", "/auth/logout", () => [204]],
    [
      "GET",
      "/users/me",
      ({ userId }) => {
        const { id, email, displayName } = [...users.values()].find((user) => user.id === userId);
        return [200, { id, email, displayName }];
      },
    ],
    [
      "POST",
      "/uploads",
      ({ userId, raw, request }) => {
        const boundary = /boundary=(.+)$/.exec(request.headers["content-type"] ?? "")?.[1];
        const text = raw.toString("latin1");
        const name = Buffer.from(/filename="([^"]*)"/.exec(text)?.[1] ?? "file", "latin1").toString("utf8");
        const start = text.indexOf("\r\n\r\n") + 4;
        const bytes = raw.subarray(start, text.lastIndexOf(`\r\n--${boundary}`));
        if (name.includes("wrong"))
          throw new Refusal(415, "UNSUPPORTED_MEDIA_TYPE", "This is not a file that can be reviewed.");
        const file = {
          id: randomUUID(),
          userId,
          name,
          size: bytes.length,
          contentType: "text/plain",
          sha256: createHash("sha256").update(bytes).digest("hex"),
          status: "ready",
          createdAt: now(),
        };
        files.set(file.id, file);
        return [201, shown(file)];
      },
    ],
    ["GET", "/uploads/:id", ({ id, userId }) => [200, shown(own(files, id, userId))]],
    [
      "POST",
      "/jobs",
      ({ body, userId }) => {
        const file = own(files, body.fileId, userId);
        const job = {
          id: randomUUID(),
          userId,
          type: "review",
          status: "queued",
          fileId: file.id,
          progress: 0,
          stage: null,
          counts: countsOf([]),
          cost: null,
          priority: 5,
          error: null,
          createdAt: now(),
          startedAt: null,
          completedAt: null,
          changes: [],
          events: [],
          listeners: new Set(),
          decisionIds: new Set(),
        };
        jobs.set(job.id, job);
        run(job, file);
        return [202, shown(job)];
      },
    ],
    [
      "GET",
      "/jobs",
      ({ userId }) => [
        200,
        {
          items: [...jobs.values()]
            .filter((job) => job.userId === userId)
            .reverse()
            .map(shown),
          nextCursor: null,
        },
      ],
    ],
    ["GET", "/jobs/:id", ({ id, userId }) => [200, shown(own(jobs, id, userId))]],
    [
      "POST",
      "/jobs/:id/cancel",
      ({ id, userId }) => {
        const job = own(jobs, id, userId);
        end(job, "cancelled");
        return [202, shown(job)];
      },
    ],
    [
      "GET",
      "/jobs/:id/changes",
      ({ id, userId, query }) => {
        const { changes } = own(jobs, id, userId);
        const from = Number(query.get("cursor") ?? 0);
        const to = from + Number(query.get("limit") ?? 50);
        return [200, { items: changes.slice(from, to), nextCursor: to < changes.length ? String(to) : null }];
      },
    ],
    [
      "POST",
      "/jobs/:id/decisions",
      ({ id, userId, body }) => [200, decide(own(jobs, id, userId), body.decisions)],
    ],
    ["GET", "/payments/quote", ({ userId, query }) => [200, quote(own(jobs, query.get("jobId"), userId))]],
    [
      "POST",
      "/payments",
      ({ body, userId }) => {
        const isDue = quote(own(jobs, body.jobId, userId)).due;
        const payment = {
          id: randomUUID(),
          userId,
          jobId: body.jobId,
          status: isDue ? "pending" : "notRequired",
          checkoutUrl: isDue ? `/jobs/${body.jobId}/finish` : null,
        };
        payments.set(payment.id, payment);
        if (isDue)
          setTimeout(() => {
            payment.status = "settled";
          }, 3000);
        return [201, shown(payment)];
      },
    ],
    ["GET", "/payments/:id", ({ id, userId }) => [200, shown(own(payments, id, userId))]],
    [
      "POST",
      "/downloads",
      ({ body, userId }) => {
        const job = own(jobs, body.jobId, userId);
        const id = randomUUID();
        const { name, size, sha256 } = files.get(job.fileId);
        const download = {
          id,
          userId,
          format: body.format,
          status: "building",
          name,
          size,
          sha256,
          url: null,
          expiresAt: null,
        };
        downloads.set(id, download);
        setTimeout(
          () =>
            Object.assign(download, {
              status: "ready",
              url: `/api/v1/downloads/${id}/content?signature=test`,
              expiresAt: now(),
            }),
          400,
        );
        return [202, { id, status: download.status }];
      },
    ],
    ["GET", "/downloads/:id", ({ id, userId }) => [200, shown(own(downloads, id, userId))]],
    [
      "GET",
      "/notifications",
      ({ userId }) => [
        200,
        { items: notifications.filter((item) => item.userId === userId).map(shown), nextCursor: null },
      ],
    ],
  ];
  const anonymous = ["/auth/register", "/auth/login", "/auth/refresh", "/auth/logout"];

  function stream(job, request, response) {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    const write = ({ id, event, data }) => {
      response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      if (event === "status" && !["queued", "running"].includes(data.status)) response.end();
    };
    job.events.slice(Number(request.headers["last-event-id"] ?? 0)).forEach(write);
    job.listeners.add(write);
    response.on("close", () => job.listeners.delete(write));
  }

  async function answer(request, response) {
    const url = new URL(request.url, "http://localhost");
    if (!url.pathname.startsWith("/api/v1/")) return serveStatic(url.pathname, response);
    const path = url.pathname.slice("/api/v1".length);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    if (/^\/downloads\/[^/]+\/content$/.test(path)) return serveDownload(path, response);
    const userId = anonymous.includes(path) ? null : userOf(request);
    const events = /^\/jobs\/([^/]+)\/events$/.exec(path);
    if (events) return stream(own(jobs, events[1], userId), request, response);
    for (const [method, pattern, handle] of routes) {
      const match = new RegExp(`^${pattern.replace(":id", "([^/]+)")}$`).exec(path);
      if (!match || method !== request.method) continue;
      const isJson = request.headers["content-type"]?.includes("json");
      const [status, body] = handle({
        request,
        raw,
        userId,
        id: match[1],
        query: url.searchParams,
        body: isJson ? JSON.parse(raw) : {},
      });
      response.writeHead(status, {
        "Content-Type": "application/json",
        "X-Request-Id": `req_${randomUUID()}`,
      });
      return response.end(body === undefined ? undefined : JSON.stringify(body));
    }
    throw notFound();
  }

  function serveDownload(path, response) {
    const { name } = downloads.get(path.split("/")[2]);
    response.writeHead(200, {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${name}"`,
    });
    response.end("the file");
  }

  async function serveStatic(pathname, response) {
    const wanted = extname(pathname) ? normalize(pathname) : "/index.html";
    const body = await readFile(join(wwwroot, wanted)).catch(() => null);
    response.writeHead(body ? 200 : 404, {
      "Content-Type": types[extname(wanted)] ?? "application/octet-stream",
      "Content-Security-Policy": policy,
    });
    response.end(body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      const { status = 500, code = "INTERNAL", message, details } = error;
      const requestId = `req_${randomUUID()}`;
      response.writeHead(status, { "Content-Type": "application/json", "X-Request-Id": requestId });
      response.end(
        JSON.stringify({
          success: false,
          error: { code, message, ...(details ? { details } : {}) },
          requestId,
          timestamp: now(),
        }),
      );
    });
  });
  return new Promise((resolve) => {
    server.listen(port, "127.0.0.1", () =>
      resolve({
        url: `http://127.0.0.1:${server.address().port}`,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      }),
    );
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startServer({ port: Number(process.env.PORT ?? 8787) });
  console.log(`API at ${url}`);
}
