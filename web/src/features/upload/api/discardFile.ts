import { api, unwrap } from "@/lib/api/client";

/** Deletes a stored file at once. */
export function discardFile(fileId: string): Promise<unknown> {
  return unwrap(api.DELETE("/api/v1/uploads/{fileId}", { params: { path: { fileId } } }));
}
