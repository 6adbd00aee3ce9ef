import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";

export function useNotifications() {
  return useQuery({
    queryKey: ["notifications"],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/notifications", { params: { query: { limit: 20 } }, signal })),
    refetchInterval: 30_000,
  });
}
