import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";

const queryKey = ["sessions"];

export function useSessions() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/users/me/sessions", { signal })),
  });
}

/** One, or with null all but this one. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string | null) =>
      unwrap(
        id === null
          ? api.DELETE("/api/v1/users/me/sessions")
          : api.DELETE("/api/v1/users/me/sessions/{id}", { params: { path: { id } } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
