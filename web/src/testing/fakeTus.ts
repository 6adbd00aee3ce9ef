import { vi } from "vitest";
import type { Answer } from "./fakeApi";

export interface TusRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  size: number;
  aborted: boolean;
  /** Reports so many bytes of the body as sent. */
  progress: (sent: number) => void;
}

interface Remote {
  size: number;
  received: number;
  name: string;
  fileId: string | null;
}

interface Options {
  /** What a finished file can be had as. */
  formatsOf?: (name: string) => string[];
  /** Answers instead of the server where it returns something; waits for it. Status 0 is a cut connection. */
  intercept?: (request: TusRequest) => Promise<Answer | undefined> | Answer | undefined;
}

const endpoint = "/api/v1/uploads/tus";

/** A tus server behind XMLHttpRequest. It counts bytes and keeps none; its finished files are f1, f2, … */
export function fakeTus(options: Options = {}) {
  const requests: TusRequest[] = [];
  const remotes = new Map<string, Remote>();
  const byKey = new Map<string, string>();
  let files = 0;
  const formatsOf = options.formatsOf ?? (() => ["clean", "report", "receipt"]);

  const view = ({ fileId, name, size }: Remote) => ({
    id: fileId,
    name,
    size,
    status: "ready",
    formats: formatsOf(name),
  });
  const take = (remote: Remote, bytes: number): Answer => {
    remote.received += bytes;
    if (remote.received === remote.size) {
      files += 1;
      remote.fileId = `f${files}`;
    }
    return { headers: headersOf(remote) };
  };
  const headersOf = (remote: Remote): Record<string, string> => ({
    "Upload-Offset": String(remote.received),
    "Upload-Length": String(remote.size),
    ...(remote.fileId ? { "X-File-Id": remote.fileId } : {}),
  });

  const answer = ({ method, path, headers, size }: TusRequest): Answer => {
    if (method === "POST") {
      const key = headers["idempotency-key"] ?? "";
      const address = byKey.get(key) ?? `${endpoint}/u${remotes.size + 1}`;
      const [, name = ""] = /filename ([^,]+)/.exec(headers["upload-metadata"] ?? "") ?? [];
      const begun = { size: Number(headers["upload-length"]), received: 0, name: decode(name), fileId: null };
      const remote = remotes.get(address) ?? begun;
      if (!remotes.has(address) && size > 0) take(remote, size);
      remotes.set(address, remote);
      byKey.set(key, address);
      return {
        status: 201,
        headers: { ...headersOf(remote), Location: address },
        ...(remote.fileId ? { body: view(remote) } : {}),
      };
    }
    const remote = remotes.get(path);
    if (!remote) return { status: 404 };
    if (method === "HEAD") return { headers: headersOf(remote) };
    if (Number(headers["upload-offset"]) !== remote.received)
      return { status: 409, headers: headersOf(remote) };
    return { ...take(remote, size), status: 204 };
  };

  class FakeRequest {
    readonly upload: { onprogress: ((event: unknown) => void) | null } = { onprogress: null };
    status = 0;
    responseText = "";
    onload: (() => void) | null = null;
    onerror: ((error: unknown) => void) | null = null;
    #request: TusRequest | null = null;
    #headers: Record<string, string> = {};
    #answer: Record<string, string> = {};
    #line = { method: "", path: "" };

    open(method: string, url: string) {
      this.#line = { method, path: new URL(url, location.origin).pathname };
    }
    setRequestHeader(name: string, value: string) {
      this.#headers[name.toLowerCase()] = value;
    }
    getResponseHeader(name: string) {
      return this.#answer[name] ?? null;
    }
    abort() {
      if (this.#request) this.#request.aborted = true;
    }
    async send(body: Blob | null) {
      const progress = (loaded: number) => this.upload.onprogress?.({ lengthComputable: true, loaded });
      const request = {
        ...this.#line,
        headers: this.#headers,
        size: body?.size ?? 0,
        aborted: false,
        progress,
      };
      this.#request = request;
      requests.push(request);
      const given = (await options.intercept?.(request)) ?? answer(request);
      if (request.aborted) return;
      if (given.status === 0) return this.onerror?.(new ProgressEvent("error"));
      this.status = given.status ?? 200;
      this.#answer = given.headers ?? {};
      this.responseText = given.body === undefined ? "" : JSON.stringify(given.body);
      this.onload?.();
    }
  }
  vi.stubGlobal("XMLHttpRequest", FakeRequest);

  /** For `fakeApi`: the finished files. */
  const stored = Object.fromEntries(
    ["f1", "f2", "f3", "f4"].map((id) => [
      `GET /api/v1/uploads/${id}`,
      () => {
        const remote = [...remotes.values()].find(({ fileId }) => fileId === id);
        return remote ? { body: view(remote) } : { status: 404 };
      },
    ]),
  );
  return { requests, remotes, stored, said: () => requests.map(({ method, size }) => `${method} ${size}`) };
}

function decode(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.codePointAt(0) ?? 0));
}

/** IndexedDB clones what it stores. Node's clone makes a plain object of jsdom's File, a browser's keeps it a file. */
export function cloneFilesAsBrowsersDo(): void {
  const plain = structuredClone;
  vi.stubGlobal("structuredClone", (value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return plain(value);
    const { file, ...rest } = value as { file?: unknown };
    return file instanceof File ? { ...plain(rest), file } : plain(value);
  });
}
