import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";

const queryKey = ["me"];

export function useMe({ enabled = true } = {}) {
  return useQuery({
    queryKey,
    enabled,
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/users/me", { signal })),
    staleTime: 5 * 60_000,
  });
}

export function useRename() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (displayName: string) => unwrap(api.PUT("/api/v1/users/me", { body: { displayName } })),
    onSuccess: (me) => client.setQueryData(queryKey, me),
  });
}

export function useEraseMe() {
  return useMutation({ mutationFn: () => unwrap(api.DELETE("/api/v1/users/me")) });
}
