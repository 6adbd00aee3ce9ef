import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";
import { ApiError } from "@/lib/api/errors";

/** A job names its file by id; the name is the file's. Null when the file has been deleted since. */
export function useFileName(fileId: string | undefined) {
  return useQuery({
    queryKey: ["files", fileId],
    enabled: fileId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      try {
        const path = { fileId: fileId ?? "" };
        return (await unwrap(api.GET("/api/v1/uploads/{fileId}", { params: { path }, signal }))).name;
      } catch (error) {
        if (error instanceof ApiError && (error.status === 404 || error.status === 410)) return null;
        throw error;
      }
    },
  });
}
