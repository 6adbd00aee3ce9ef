import "fake-indexeddb/auto";
import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { session } from "@/lib/auth/session";
import { tokens } from "@/testing/fakeApi";
import { mostJobs } from "./answerStore";
import { database } from "./database";
import { KeptAnswers } from "./keptAnswers";

const tokenOf = (sub: string) => `x.${btoa(JSON.stringify({ sub }))}.x`;
const logIn = (sub: string) => session.start(tokens(tokenOf(sub), `refresh-${sub}`));
const job = ["jobs", "j1"];

let kept: KeptAnswers;
/** A page of the app: what it knows is gone when it is closed. */
function openPage() {
  kept = new KeptAnswers();
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, persister: kept.firstFromHere, staleTime: 10_000 } },
  });
  kept.follow(client.getQueryCache());
  const ask = (queryKey: readonly unknown[], queryFn: () => unknown) =>
    client.fetchQuery({ queryKey, queryFn: async () => queryFn() });
  return { client, ask };
}
const offline = () => {
  throw new TypeError("offline");
};
const rows = async () => (await database()).count("texts");
const written = (count: number) =>
  expect
    .poll(() => {
      kept.write();
      return rows();
    })
    .toBe(count);

beforeEach(() => logIn("ann"));
afterEach(async () => {
  session.end();
  await expect.poll(rows).toBe(0);
});

describe("Kept answers", () => {
  it("are there without network, in another page", async () => {
    await openPage().ask(job, () => ({ fileName: "letter" }));
    await written(1);
    expect(await openPage().ask(job, offline)).toEqual({ fileName: "letter" });
  });

  it("are kept as soon as they have come", async () => {
    await openPage().ask(job, () => ({ fileName: "letter" }));
    await expect.poll(rows, { timeout: 1_000 }).toBe(1);
    expect(await openPage().ask(job, offline)).toEqual({ fileName: "letter" });
  });

  it("keep their age when they are read", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const came = Date.now();
    await openPage().ask(job, () => "old");
    await written(1);
    vi.setSystemTime(came + 60_000);
    await openPage().ask(job, offline);
    kept.write();
    const ages = async () => (await (await database()).getAll("answers")).map(({ at }) => at);
    expect(await ages()).toEqual([came]);
    vi.useRealTimers();
  });

  it("are as they were last, also where the event stream told", async () => {
    const { client, ask } = openPage();
    await ask(job, () => ({ pending: 2 }));
    client.setQueryData(job, { pending: 1 });
    await written(1);
    expect(await openPage().ask(job, offline)).toEqual({ pending: 1 });
  });

  it("give way to the server's word while a page shows them", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await openPage().ask(job, () => "old");
    await written(1);
    vi.setSystemTime(Date.now() + 60_000);
    const { client } = openPage();
    const observed = client.getQueryCache().build(client, { queryKey: job, queryFn: async () => "new" });
    const { QueryObserver } = await import("@tanstack/react-query");
    const stop = new QueryObserver(client, { queryKey: job, queryFn: async () => "new" }).subscribe(
      () => undefined,
    );
    await expect.poll(() => observed.state.data).toBe("new");
    stop();
    vi.useRealTimers();
  });

  it("are nothing but jobs", async () => {
    const { ask } = openPage();
    await ask(["me"], () => "private");
    await ask(["jobs", "list"], () => []);
    await written(1);
    await expect(openPage().ask(["me"], offline)).rejects.toThrow("offline");
  });

  it("are one person's alone, and gone when they log out", async () => {
    await openPage().ask(job, () => "ann's");
    await written(1);
    logIn("bob");
    await expect(openPage().ask(job, offline)).rejects.toThrow("offline");
    session.end();
    await expect.poll(rows).toBe(0);
  });

  it("are not written after somebody has logged out", async () => {
    const { ask } = openPage();
    await ask(job, () => "late");
    session.end();
    kept.write();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await rows()).toBe(0);
  });

  it("are of the last jobs only", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { ask } = openPage();
    for (let index = 0; index < mostJobs + 5; index++) {
      vi.setSystemTime(Date.now() + 1_000);
      await ask(["jobs", `j${index}`, "changes"], () => [index]);
    }
    await written(mostJobs);
    expect(await openPage().ask(["jobs", `j${mostJobs}`, "changes"], offline)).toEqual([mostJobs]);
    await expect(openPage().ask(["jobs", "j0", "changes"], offline)).rejects.toThrow();
    vi.useRealTimers();
  });

  it("do without where the browser keeps nothing", async () => {
    const storage = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
      throw new DOMException("forbidden", "InvalidStateError");
    });
    const { ask } = openPage();
    expect(await ask(job, () => "from the network")).toBe("from the network");
    kept.write();
    storage.mockRestore();
  });
});
