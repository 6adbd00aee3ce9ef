import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/lib/api/client";
import { jobKeys } from "@/lib/api/queryClient";
import type { Job, JobOptions, JobStatus } from "@/lib/api/types";
import { isLive } from "../status";

/** How often a running job is asked for while no event stream is open. */
const pollEvery = 2_000;

export const jobQuery = (jobId: string) =>
  queryOptions({
    queryKey: jobKeys.one(jobId),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/jobs/{id}", { params: { path: { id: jobId } }, signal })),
  });

export function useJob(jobId: string, { isStreaming = false }: { isStreaming?: boolean } = {}) {
  return useQuery({
    ...jobQuery(jobId),
    refetchInterval: ({ state }) => (!isStreaming && isLive(state.data) ? pollEvery : false),
  });
}

const listKey = [...jobKeys.all, "list"];

/** Which of a person's jobs: words of the file's name, and a state. */
interface Which {
  q: string;
  status: JobStatus | null;
}

export const jobsQuery = ({ q, status }: Which) =>
  infiniteQueryOptions({
    queryKey: [...listKey, { q, status }],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/v1/jobs", {
          params: {
            query: {
              limit: 25,
              ...(q ? { q } : {}),
              ...(status ? { status } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export function useJobs(which: Which) {
  return useInfiniteQuery({
    ...jobsQuery(which),
    // While another search is under way the last list stays.
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isLive)) ? pollEvery * 2 : false,
  });
}

export function useSubmitJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (submission: { fileId: string; options: JobOptions; idempotencyKey: string }) =>
      unwrap(
        api.POST("/api/v1/jobs", {
          body: { type: "review", fileId: submission.fileId, options: submission.options },
          headers: idempotent(submission.idempotencyKey),
        }),
      ),
    onSuccess: (job) => {
      client.setQueryData<Job>(jobKeys.one(job.id), job);
      return client.invalidateQueries({ queryKey: listKey });
    },
  });
}

export function useRerunJob(jobId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (idempotencyKey: string) =>
      unwrap(
        api.POST("/api/v1/jobs/{id}/rerun", {
          params: { path: { id: jobId } },
          headers: idempotent(idempotencyKey),
        }),
      ),
    onSuccess: (job) => {
      client.setQueryData<Job>(jobKeys.one(job.id), job);
      return client.invalidateQueries({ queryKey: listKey });
    },
  });
}

export function useCancelJob(jobId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/jobs/{id}/cancel", { params: { path: { id: jobId } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: jobKeys.one(jobId), exact: true }),
  });
}
