import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";
import { memoryKeys } from "@/lib/api/queryClient";
import type { MemoryFile, MemorySettings } from "@/lib/api/types";

/** All, only those that are or could be a rule, or only what was learned without one. */
export type Kind = "all" | "rule" | "pattern";

const itemsQuery = (q: string, kind: Kind) =>
  infiniteQueryOptions({
    queryKey: [...memoryKeys.all, "items", q, kind],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/v1/memory", {
          params: {
            query: {
              limit: 50,
              ...(q ? { q } : {}),
              ...(kind === "all" ? {} : { kind }),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export function useMemoryItems(q: string, kind: Kind) {
  return useInfiniteQuery(itemsQuery(q, kind));
}

const settingsQuery = queryOptions({
  queryKey: [...memoryKeys.all, "settings"],
  queryFn: ({ signal }) => unwrap(api.GET("/api/v1/memory/settings", { signal })),
});

export function useMemorySettings() {
  return useQuery(settingsQuery);
}

/** Shows at once; where the server will not have it, it is as it was. */
export function useChangeMemorySettings() {
  const client = useQueryClient();
  const { mutate, error } = useMutation({
    mutationFn: (body: MemorySettings) => unwrap(api.PUT("/api/v1/memory/settings", { body })),
    onSettled: () => client.invalidateQueries({ queryKey: memoryKeys.all }),
  });
  const change = (body: MemorySettings) => {
    client.setQueryData(settingsQuery.queryKey, body);
    mutate(body);
  };
  return { change, error };
}

function useMemoryMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: memoryKeys.all }),
  });
}

interface Change {
  patternId: string;
  rule?: "on" | "off";
  isOn?: boolean;
}

export const useChangePattern = () =>
  useMemoryMutation(({ patternId, ...body }: Change) =>
    unwrap(api.PATCH("/api/v1/memory/{patternId}", { params: { path: { patternId } }, body })),
  );

export const useForgetPattern = () =>
  useMemoryMutation((patternId: string) =>
    unwrap(api.DELETE("/api/v1/memory/{patternId}", { params: { path: { patternId } } })),
  );

export const useForgetAll = () => useMemoryMutation(() => unwrap(api.DELETE("/api/v1/memory")));

/** Whatever a file holds: whether it is a memory is the server's to say. */
export const useImport = () =>
  useMemoryMutation((memory: MemoryFile) => unwrap(api.POST("/api/v1/memory/import", { body: memory })));

export function useExport() {
  return useMutation({ mutationFn: () => unwrap(api.GET("/api/v1/memory/export")) });
}
