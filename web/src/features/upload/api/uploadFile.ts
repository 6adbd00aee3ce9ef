import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/lib/api/errors";
import type { StoredFile } from "@/lib/api/types";
import { session } from "@/lib/auth/session";

interface Options {
  idempotencyKey: string;
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

/** By XMLHttpRequest, because fetch can't tell how much of a body has been sent. */
export async function uploadFile(file: File, options: Options): Promise<StoredFile> {
  const token = await session.accessToken();
  const first = await send(file, token, options);
  const last =
    first.status === 401 && token
      ? await send(file, await session.accessToken({ rejected: token }), options)
      : first;
  const body = parse(last.responseText);
  if (last.status !== 201) throw ApiError.from(last.status, headersOf(last), body);
  return body as StoredFile;
}

function send(file: File, token: string | null, options: Options): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/uploads");
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Idempotency-Key", options.idempotencyKey);
    request.upload.onprogress = (event) => {
      // The event counts the multipart frame too; people think in bytes of their file.
      if (event.lengthComputable) options.onProgress(Math.round((event.loaded / event.total) * file.size));
    };
    request.onload = () => resolve(request);
    request.onerror = () => reject(new TypeError("The upload was interrupted."));
    request.onabort = () => reject(options.signal.reason);
    options.signal.addEventListener("abort", () => request.abort(), { once: true });
    const form = new FormData();
    form.append("file", file, file.name);
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

export function useUploadFile() {
  const [sent, setSent] = useState(0);
  const mutation = useMutation({
    mutationFn: (upload: { file: File; idempotencyKey: string; signal: AbortSignal }) =>
      uploadFile(upload.file, { ...upload, onProgress: setSent }),
    onMutate: () => setSent(0),
  });
  return { ...mutation, sent };
}
