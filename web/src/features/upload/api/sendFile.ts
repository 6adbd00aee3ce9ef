import { DetailedError, type HttpResponse, Upload } from "tus-js-client";
import { api, authorizedFetch, unwrap } from "@/lib/api/client";
import { ApiError, isTransient } from "@/lib/api/errors";
import type { StoredFile } from "@/lib/api/types";
import { session } from "@/lib/auth/session";

const endpoint = "/api/v1/uploads/tus";
/** What a dead server or a lost answer costs at most. A file that fits takes one request. */
const chunkSize = 5 * 1024 * 1024;
const retryDelays = [0, 500, 1500, 3000, 5000, 10_000, 20_000];

interface Options {
  /** One file, one key: begun again after a lost answer, it is the same upload. */
  key: string;
  /** Where the upload is, when it was begun before. */
  address: string | null;
  onBegun: (address: string) => void;
  onProgress: (sent: number) => void;
  onStored: (file: StoredFile) => void;
  /** It was tried again for a while, or there is no use in trying. */
  onFailed: (error: unknown) => void;
}

/** Sends a file by tus from wherever the server has got to. Answers with what stops it; it can be sent again after that. */
export function sendFile(file: File, options: Options): () => void {
  let used: string | null = null;
  let rejected: string | null = null;
  let isStopped = false;
  const upload = new Upload(file, {
    endpoint,
    uploadUrl: options.address,
    chunkSize,
    uploadDataDuringCreation: file.size <= chunkSize,
    metadata: { filename: file.name, type: file.type },
    headers: { "Idempotency-Key": options.key },
    retryDelays,
    // What is known of an upload is kept together with its bytes, see kept.ts.
    storeFingerprintForResuming: false,
    async onBeforeRequest(request) {
      used = await session.accessToken(rejected === null ? {} : { rejected });
      if (used !== null) request.setHeader("Authorization", `Bearer ${used}`);
    },
    onShouldRetry(fault) {
      const error = toError(fault);
      if (error instanceof ApiError && error.status === 401 && used !== rejected) {
        rejected = used;
        return true;
      }
      return navigator.onLine && isWorthRetrying(error);
    },
    onUploadUrlAvailable: () => options.onBegun(upload.url ?? ""),
    onProgress: (sent) => !isStopped && options.onProgress(sent),
    onError: (fault) => !isStopped && options.onFailed(toError(fault)),
    onSuccess: ({ lastResponse }) => {
      if (isStopped) return;
      storedFile(lastResponse).then(options.onStored, options.onFailed);
    },
  });
  upload.start();
  return () => {
    isStopped = true;
    void upload.abort();
  };
}

/** Gives an unfinished upload up, so that its room is free at once. */
export function endUpload(address: string): Promise<unknown> {
  const request = new Request(new URL(address, location.origin), {
    method: "DELETE",
    headers: { "Tus-Resumable": "1.0.0" },
  });
  return authorizedFetch(request);
}

/** A file that took one request is in its answer; of others the answer is only allowed to have the id. */
async function storedFile(answer: HttpResponse): Promise<StoredFile> {
  const body = parse(answer.getBody());
  if (body) return body as StoredFile;
  const fileId = answer.getHeader("X-File-Id") ?? "";
  return unwrap(api.GET("/api/v1/uploads/{fileId}", { params: { path: { fileId } } }));
}

function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true;
  // Another request for the same upload came first, unless there is no room; or a chunk arrived damaged.
  if (error.status === 409) return !("maxBytes" in error.details);
  return error.status === 460 || isTransient(error);
}

function toError(fault: Error): unknown {
  if (!(fault instanceof DetailedError)) return fault;
  const answer = fault.originalResponse;
  if (!answer) return new TypeError("The upload was interrupted.");
  const headers = new Headers();
  for (const name of ["X-Request-Id", "Retry-After"]) {
    const value = answer.getHeader(name);
    if (value) headers.set(name, value);
  }
  return ApiError.from(answer.getStatus(), headers, parse(answer.getBody()));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
