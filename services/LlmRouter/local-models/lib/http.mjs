/** An expected refusal: its status and code go to the caller as they are. */
export class HttpError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function send(response, status, body) {
  if (response.destroyed) return;
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length });
  response.end(bytes);
}

export async function readJson(request, limit) {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new HttpError(400, 'VALIDATION_ERROR', 'The body is not JSON.');
  }
}

export function requireTexts(body, { maxTexts, maxLength }) {
  const texts = body?.texts;
  if (!Array.isArray(texts) || texts.some((text) => typeof text !== 'string')) {
    throw new HttpError(400, 'VALIDATION_ERROR', 'texts must be an array of strings.');
  }
  if (texts.length > maxTexts) throw new HttpError(413, 'PAYLOAD_TOO_LARGE', `At most ${maxTexts} texts a request.`);
  if (texts.some((text) => text.length > maxLength)) {
    throw new HttpError(413, 'PAYLOAD_TOO_LARGE', `At most ${maxLength} characters a text.`);
  }
  return texts;
}

const tooLarge = (limit) => new HttpError(413, 'PAYLOAD_TOO_LARGE', `The body exceeds ${limit} bytes.`);
