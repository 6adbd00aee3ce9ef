import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/lib/api/errors";
import { sendForm } from "@/lib/api/sendForm";
import type { StoredFile } from "@/lib/api/types";
import { session } from "@/lib/auth/session";

interface Options {
  idempotencyKey: string;
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

export async function uploadFile(file: File, options: Options): Promise<StoredFile> {
  const token = await session.accessToken();
  try {
    return await send(file, token, options);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || !token) throw error;
    return send(file, await session.accessToken({ rejected: token }), options);
  }
}

function send(file: File, token: string | null, { idempotencyKey, onProgress, signal }: Options) {
  const form = new FormData();
  form.append("file", file, file.name);
  return sendForm<StoredFile>("/api/v1/uploads", form, {
    headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), "Idempotency-Key": idempotencyKey },
    // The form's frame counts too; people think in bytes of their file.
    onProgress: (part) => onProgress(Math.round(part * file.size)),
    signal,
  });
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
