import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";
import { jobKeys, memoryKeys } from "@/lib/api/queryClient";
import { planKey } from "./deckPlan";

/** Answers a proposed rule: it acts from now on, or is not proposed again. */
export function useAnswerRule(jobId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ patternId, rule }: { patternId: string; rule: "on" | "off" }) =>
      unwrap(api.PATCH("/api/v1/memory/{patternId}", { params: { path: { patternId } }, body: { rule } })),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: memoryKeys.all }),
        client.invalidateQueries({ queryKey: planKey(jobId) }),
        // A rule rejects what is open of its pattern.
        client.invalidateQueries({ queryKey: jobKeys.changes(jobId) }),
      ]),
  });
}
