import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Entry } from "@/features/review/queue/intent";
import { indexedDbShelf as shelf } from "@/features/review/queue/shelf";
import { database } from "@/lib/offline/database";
import { fakeApi, refusal, tokens } from "@/testing/fakeApi";
import { stubLocks } from "@/testing/locks";
import { sendLeftovers } from "./sync";

const counts = { total: 2, pending: 0, accepted: 1, rejected: 1, skipped: 0 };
const taken = () => ({ body: { applied: 1, ignored: 0, counts } });
const entry = (id: string, jobId: string, user: string): Entry => ({
  id,
  jobId,
  user,
  changeId: "a",
  action: "accept",
  decidedAt: new Date(Date.UTC(2026, 0, 1)).toISOString(),
  attempted: false,
});
const handOver = async (expiresAt: number) => {
  const left = { user: "ann", accessToken: "old", expiresAt, refreshToken: "r1", renewalId: "n1" };
  await (await database()).put("handover", left, "token");
};
const ids = async () => (await shelf.read()).map(({ id }) => id);

beforeEach(() => stubLocks());
afterEach(async () => {
  await (await database()).clear("decisions");
  await (await database()).clear("handover");
});

describe("The worker, when the network is back", () => {
  it("sends what pages left of all jobs, and nobody else's", async () => {
    await handOver(Date.now() + 600_000);
    await shelf.put([entry("1", "j1", "ann"), entry("2", "j2", "ann"), entry("3", "j2", "bob")]);
    const { received } = fakeApi({
      "POST /api/v1/jobs/j1/decisions": taken,
      "POST /api/v1/jobs/j2/decisions": taken,
    });
    await sendLeftovers();
    expect(received.map(({ headers }) => headers.get("Authorization"))).toEqual(["Bearer old", "Bearer old"]);
    expect(await ids()).toEqual(["3"]);
  });

  it("renews a token that has run out meanwhile", async () => {
    await handOver(Date.now() - 1);
    await shelf.put([entry("1", "j1", "ann")]);
    const { received } = fakeApi({
      "POST /api/v1/auth/refresh": () => ({ body: tokens("new", "r2") }),
      "POST /api/v1/jobs/j1/decisions": taken,
    });
    await sendLeftovers();
    expect(received[0]?.body).toEqual({ refreshToken: "r1", renewalId: "n1" });
    expect(received[1]?.headers.get("Authorization")).toBe("Bearer new");
    expect(await ids()).toEqual([]);
  });

  it("keeps what the server did not take, and says so to the browser, which tries again", async () => {
    await handOver(Date.now() + 600_000);
    await shelf.put([entry("1", "j1", "ann")]);
    fakeApi({ "POST /api/v1/jobs/j1/decisions": () => refusal(503, "UNAVAILABLE") });
    await expect(sendLeftovers()).rejects.toThrow("UNAVAILABLE");
    expect(await ids()).toEqual(["1"]);
  });

  it("asks nothing of anybody when nothing is left, or nobody is signed in", async () => {
    const { received } = fakeApi({});
    await handOver(Date.now() - 1);
    await sendLeftovers();
    await (await database()).clear("handover");
    await shelf.put([entry("1", "j1", "ann")]);
    await sendLeftovers();
    expect(received).toEqual([]);
    expect(await ids()).toEqual(["1"]);
  });
});
