import { ApiError } from "./errors";

interface Options {
  headers?: Record<string, string>;
  /** The part of the body that has left, 0 to 1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

/** Posts a form and tells how far it is: by XMLHttpRequest, because fetch can't tell how much of a body was sent. */
export async function sendForm<T>(path: string, form: FormData, options: Options): Promise<T> {
  const request = await send(path, form, options);
  const body = parse(request.responseText);
  if (request.status < 200 || request.status > 299) {
    throw ApiError.from(request.status, headersOf(request), body);
  }
  return body as T;
}

function send(
  path: string,
  form: FormData,
  { headers, onProgress, signal }: Options,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open("POST", path);
    for (const [name, value] of Object.entries(headers ?? {})) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => resolve(request);
    request.onerror = () => reject(new TypeError("The upload was interrupted."));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers();
  for (const name of ["X-Request-Id", "Retry-After"]) {
    const value = request.getResponseHeader(name);
    if (value) headers.set(name, value);
  }
  return headers;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
