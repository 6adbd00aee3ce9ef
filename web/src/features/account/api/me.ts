import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";

export function useMe() {
  return useQuery({
    queryKey: ["me"],
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/users/me", { signal })),
    staleTime: 5 * 60_000,
  });
}
