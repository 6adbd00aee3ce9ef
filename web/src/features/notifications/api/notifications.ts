import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";

const queryKey = ["notifications"];

export function useNotifications() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/notifications", { params: { query: { limit: 20 } }, signal })),
    refetchInterval: 30_000,
  });
}

export function useMarkAllRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/notifications/read")),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}
