// The public API from memory, for work on the web app alone: `npm run dev:api`, then `npm run dev`.
// It speaks the real wire format, event stream and error envelope included, and serves the built app
// under the gateway's content security policy.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { DevApi, notFound } from "./api.mjs";
import { answerUpload } from "./uploads.mjs";

const wwwroot = fileURLToPath(new URL("../../gateway/wwwroot/", import.meta.url));
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
  "worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** `pace` is the milliseconds between two cards; port 0 picks a free one. */
export async function startServer({ port = 8787, pace = 120, accessSeconds = 900, freeChanges = 200 } = {}) {
  const api = new DevApi({ pace, accessSeconds, freeChanges });
  const server = createServer((request, response) => {
    answer(api, request, response).catch((error) => refuse(response, error));
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${server.address().port}`, close };
}

async function answer(api, request, response) {
  const { pathname, searchParams: query } = new URL(request.url, "http://localhost");
  if (!pathname.startsWith("/api/v1/")) return serveStatic(pathname, request, response);
  const path = pathname.slice("/api/v1".length);
  const { headers, method } = request;
  const raw = await read(request);

  const [, resource, id, action] = path.split("/");
  if (resource === "downloads" && action === "content") return serveDownload(api.download(id), response);
  const userId = DevApi.anonymous.includes(path) ? null : api.userOf(headers.authorization);
  if (resource === "jobs" && action === "events") {
    return api.job(id, userId).stream(Number(headers["last-event-id"] ?? 0), response);
  }
  if (path.startsWith("/uploads/tus"))
    return answerUpload(api, { method, path, headers, raw, userId }, response);

  const { handle, params } = routeOf(api.routes, method, path);
  const type = headers["content-type"] ?? "";
  const body = type.includes("json") ? JSON.parse(raw) : {};
  const uploads = type.startsWith("multipart/") ? filesIn(raw, type) : {};
  const [status, result] = handle({ ...params, userId, query, body, uploads });
  response.writeHead(status, { "Content-Type": "application/json", "X-Request-Id": `req_${randomUUID()}` });
  response.end(result === undefined ? undefined : JSON.stringify(result));
}

/** The handler of a route like `GET /jobs/:id/deck`, and what stands in the path for its names; an exact one goes first. */
function routeOf(routes, method, path) {
  const exact = routes[`${method} ${path}`];
  if (exact) return { handle: exact, params: {} };
  for (const [route, handle] of Object.entries(routes)) {
    const [verb, shape] = route.split(" ");
    const match = verb === method && new RegExp(`^${shape.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`).exec(path);
    if (match) return { handle, params: mapValues(match.groups, decodeURIComponent) };
  }
  throw notFound();
}

function mapValues(object = {}, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The files of a multipart form, by field. */
function filesIn(raw, type) {
  const boundary = `--${/boundary=(.+)$/.exec(type)?.[1]}`;
  const files = {};
  for (let at = raw.indexOf(boundary); at >= 0; ) {
    const next = raw.indexOf(boundary, at + boundary.length);
    if (next < 0) break;
    const head = raw.indexOf("\r\n\r\n", at);
    const [, field, name] =
      /name="([^"]*)"; filename="([^"]*)"/.exec(raw.subarray(at, head).toString("utf8")) ?? [];
    if (field) files[field] = { name, bytes: raw.subarray(head + 4, next - 2) };
    at = next;
  }
  return files;
}

function refuse(response, { status = 500, code = "INTERNAL", message, details }) {
  const requestId = `req_${randomUUID()}`;
  const error = { code, message, ...(details ? { details } : {}) };
  response.writeHead(status, { "Content-Type": "application/json", "X-Request-Id": requestId });
  response.end(JSON.stringify({ success: false, error, requestId, timestamp: new Date().toISOString() }));
}

function serveDownload({ name }, response) {
  const disposition = `attachment; filename="${name}"`;
  response.writeHead(200, { "Content-Type": "application/octet-stream", "Content-Disposition": disposition });
  response.end("the file");
}

async function serveStatic(pathname, { headers }, response) {
  const home = /^de\b/i.test(headers["accept-language"] ?? "") ? "/home.de.html" : "/home.en.html";
  const wanted = extname(pathname) ? normalize(pathname) : pathname === "/" ? home : "/index.html";
  const body = await readFile(join(wwwroot, wanted)).catch(() => null);
  const type = types[extname(wanted)] ?? "application/octet-stream";
  response.writeHead(body ? 200 : 404, { "Content-Type": type, "Content-Security-Policy": policy });
  response.end(body);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startServer({ port: Number(process.env.PORT ?? 8787) });
  console.log(`API at ${url}`);
}
