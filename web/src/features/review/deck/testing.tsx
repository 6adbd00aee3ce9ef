import { useQuery } from "@tanstack/react-query";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect } from "vitest";
import { jobKeys } from "@/lib/api/queryClient";
import type { Change, Decision, DeckPlan } from "@/lib/api/types";
import { aChange } from "@/testing/changes";
import { type Answer, fakeApi, type Received } from "@/testing/fakeApi";
import { renderInApp } from "@/testing/render";
import { Deck } from "./Deck";

export const threeCards = [
  aChange("a", { original: "alot", replacement: "a lot", pattern: "p1" }),
  aChange("b", {
    original: "recieve",
    replacement: "receive",
    pattern: "p2",
    leftMachine: true,
    provider: "openai",
  }),
  aChange("c", { original: "teh", replacement: "the", pattern: "p3" }),
];

export const aPlan = (facts: Partial<DeckPlan> = {}): DeckPlan => ({
  revision: 1,
  order: [],
  groups: [],
  swipesLeft: null,
  hidden: [],
  hiddenBatchId: null,
  rulesProposed: [],
  autopilot: {
    state: "learning",
    tolerance: 0.02,
    predictions: 0,
    needed: 149,
    missingHere: 10,
    hasChanged: false,
    offer: null,
    batch: null,
  },
  ...facts,
});

let nextJob = 0;

interface Deal {
  isWorking?: boolean;
  plan?: Partial<DeckPlan>;
  /** The same job again, as after a reload. */
  jobId?: string;
  routes?: Record<string, (request: Received) => Answer>;
}

/** A deck on the table, over the API's edge; a route is named from the job on: `POST /decisions/bulk`. */
export function deal(changes: readonly Change[] = threeCards, options: Deal = {}) {
  const { isWorking = false, plan = {}, jobId = `dealt-${nextJob++}`, routes = {} } = options;
  const sent: Decision[] = [];
  const job = `/api/v1/jobs/${jobId}`;
  const api = fakeApi({
    [`POST ${job}/decisions`]: ({ body }) => {
      sent.push(...(body as { decisions: Decision[] }).decisions);
      return { body: { applied: 1, ignored: 0, counts: {} } };
    },
    [`GET ${job}/deck`]: () => ({ body: aPlan(plan) }),
    ...Object.fromEntries(
      Object.entries(routes).map(([route, handle]) => [
        route.includes("/api/") ? route : route.replace(" ", ` ${job}`),
        handle,
      ]),
    ),
  });
  const view = renderInApp(<Table jobId={jobId} isWorking={isWorking} changes={changes} />);
  return { user: userEvent.setup(), sent, jobId, api, ...view };
}

/** As on the page: what is told of the changes later lands in the cache. */
function Table({
  jobId,
  isWorking,
  changes,
}: {
  jobId: string;
  isWorking: boolean;
  changes: readonly Change[];
}) {
  const { data } = useQuery({
    queryKey: jobKeys.changes(jobId),
    queryFn: () => changes,
    initialData: changes,
    enabled: false,
  });
  const finish = () => <a href="/finish">Finish</a>;
  return <Deck jobId={jobId} changes={data} isWorking={isWorking} finish={finish} />;
}

export const card = () => screen.getByRole("article", { name: "Proposed change" });
export const button = (name: string | RegExp) => screen.getByRole("button", { name });
export const shows = (text: string) => expect(within(card()).getByRole("insertion")).toHaveTextContent(text);
