import { randomUUID } from "node:crypto";
import { Refusal } from "./api.mjs";

const endpoint = "/uploads/tus";
const unfinished = new Map();

/** tus over the API from memory: what the app needs of it, byte for byte. */
export function answerUpload(api, { method, path, headers, raw, userId }, response) {
  if (method === "POST") return create(api, { headers, raw, userId }, response);
  const upload = unfinished.get(path);
  if (upload?.userId !== userId) throw new Refusal(404, "NOT_FOUND", "There is no such upload.");
  if (method === "DELETE") unfinished.delete(path);
  if (method === "PATCH") {
    if (Number(headers["upload-offset"]) !== upload.bytes.length)
      throw new Refusal(409, "CONFLICT", "The upload goes on elsewhere.");
    take(api, upload, raw);
  }
  response.writeHead(method === "HEAD" ? 200 : 204, headersOf(upload)).end();
}

function create(api, { headers, raw, userId }, response) {
  const name = /filename ([^,]+)/.exec(headers["upload-metadata"] ?? "")?.[1] ?? "";
  const size = Number(headers["upload-length"]);
  const upload = { userId, size, name: Buffer.from(name, "base64").toString(), bytes: Buffer.alloc(0) };
  const path = `${endpoint}/${randomUUID()}`;
  if (raw.length > 0) take(api, upload, raw);
  unfinished.set(path, upload);
  response.writeHead(201, {
    ...headersOf(upload),
    Location: `/api/v1${path}`,
    "Content-Type": "application/json",
  });
  response.end(upload.file && JSON.stringify(upload.file));
}

function take(api, upload, raw) {
  upload.bytes = Buffer.concat([upload.bytes, raw]);
  if (upload.bytes.length < upload.size) return;
  const { userId, name, bytes } = upload;
  [, upload.file] = api.routes["POST /uploads"]({ userId, uploads: { file: { name, bytes } } });
}

const headersOf = ({ size, bytes, file }) => ({
  "Tus-Resumable": "1.0.0",
  "Upload-Length": size,
  "Upload-Offset": bytes.length,
  ...(file ? { "X-File-Id": file.id } : {}),
});
