import { vi } from "vitest";
import type { Answer } from "./fakeApi";

export interface SentForm {
  path: string;
  headers: Record<string, string>;
  form: FormData;
  /** Reports a part of the body as sent. */
  progress: (part: number) => void;
  aborted: boolean;
}

/** The network's edge for forms, which go by XMLHttpRequest; each is answered by its path. */
export function fakeForms(routes: Record<string, (sent: SentForm) => Answer | Promise<Answer>>): SentForm[] {
  const received: SentForm[] = [];
  class Request {
    readonly headers: Record<string, string> = {};
    readonly upload: { onprogress: ((event: ProgressEvent) => void) | null } = { onprogress: null };
    path = "";
    status = 0;
    responseText = "";
    onload: (() => void) | null = null;
    onerror: (() => void) | null = null;
    onabort: (() => void) | null = null;
    sent: SentForm | null = null;

    open(_method: string, path: string) {
      this.path = path;
    }
    setRequestHeader(name: string, value: string) {
      this.headers[name] = value;
    }
    getResponseHeader() {
      return null;
    }
    abort() {
      if (this.sent) this.sent.aborted = true;
      this.onabort?.();
    }
    async send(form: FormData) {
      const progress = (part: number) =>
        this.upload.onprogress?.(
          new ProgressEvent("progress", { lengthComputable: true, loaded: part * 100, total: 100 }),
        );
      const sent: SentForm = { path: this.path, headers: this.headers, form, progress, aborted: false };
      this.sent = sent;
      received.push(sent);
      const { status = 200, body } = (await routes[this.path]?.(sent)) ?? { status: 404 };
      if (sent.aborted) return;
      if (status === 0) return this.onerror?.();
      this.status = status;
      this.responseText = JSON.stringify(body ?? null);
      this.onload?.();
    }
  }
  vi.stubGlobal("XMLHttpRequest", Request);
  return received;
}
