import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";
import { jobKeys } from "@/lib/api/queryClient";
import type { PreviewPage } from "@/lib/api/types";

/** A heading and the blocks that follow it, up to the next. */
export interface Section {
  /** The heading's block. */
  id: string;
  title: string;
  blocks: ReadonlySet<string>;
}

/** The document's parts. It takes a look at the whole text, so it is asked for only when somebody wants to choose one. */
const sectionsQuery = (jobId: string) =>
  queryOptions({
    queryKey: [...jobKeys.one(jobId), "sections"],
    queryFn: async ({ signal }): Promise<Section[]> => {
      const sections: { id: string; title: string; blocks: Set<string> }[] = [];
      let cursor: string | null = null;
      do {
        const place = cursor ? { cursor } : {};
        const query = { view: "original" as const, limit: 200, ...place };
        const page: PreviewPage = await unwrap(
          api.GET("/api/v1/jobs/{id}/preview", { params: { path: { id: jobId }, query }, signal }),
        );
        for (const { blockId, kind, text } of page.items) {
          if (kind === "heading") sections.push({ id: blockId, title: text.trim(), blocks: new Set() });
          sections.at(-1)?.blocks.add(blockId);
        }
        cursor = page.nextCursor;
      } while (cursor !== null);
      return sections;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useSections(jobId: string): readonly Section[] {
  return useQuery(sectionsQuery(jobId)).data ?? [];
}
