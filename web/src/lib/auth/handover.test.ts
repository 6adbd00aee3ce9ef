import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeApi, refusal, tokens } from "@/testing/fakeApi";
import { identity } from "@/testing/identity";
import { stubLocks } from "@/testing/locks";
import { database } from "../offline/database";
import { takeOver } from "./handover";
import { Session } from "./session";

const refresh = "POST /api/v1/auth/refresh";
const hour = 3_600_000;
const left = async () => (await database()).get("handover", "token");
const isLeft = (refreshToken: string) =>
  expect.poll(async () => (await left())?.refreshToken).toBe(refreshToken);
const later = (time: number) => vi.setSystemTime(Date.now() + time);

async function start() {
  stubLocks();
  localStorage.setItem("swipereview.refresh-token", "r0");
  await (await database()).clear("handover");
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  await start();
});
afterEach(() => vi.useRealTimers());

describe("What a session leaves to the service worker", () => {
  it("is its access token, which is used for as long as it lasts", async () => {
    const { received } = fakeApi({ [refresh]: identity() });
    await new Session().accessToken();
    await isLeft("r1");
    expect(await takeOver()).toMatchObject({ accessToken: "a1" });
    expect(received).toHaveLength(1);
  });

  it("lets the worker renew hours later, and the next page is still signed in", async () => {
    const { received } = fakeApi({ [refresh]: identity() });
    await new Session().accessToken();
    await isLeft("r1");
    later(5 * hour);
    expect(await takeOver()).toMatchObject({ accessToken: "a2" });
    expect(await takeOver()).toMatchObject({ accessToken: "a2" });
    expect(received).toHaveLength(2);
    later(5 * hour);
    const next = new Session();
    expect(await next.accessToken()).toBe("a2");
    expect(await next.accessToken({ rejected: "a2" })).toBe("a3");
    await isLeft("r3");
  });

  it("is nothing once the session has ended, here or at the server", async () => {
    const api = fakeApi({ [refresh]: identity() });
    await new Session().accessToken();
    await isLeft("r1");
    later(hour);
    api.routes[refresh] = () => refusal(401, "UNAUTHENTICATED");
    expect(await takeOver()).toBeNull();
    expect(await left()).toBeUndefined();
  });

  it("stays when the server can't be asked now", async () => {
    const api = fakeApi({ [refresh]: identity() });
    await new Session().accessToken();
    await isLeft("r1");
    later(hour);
    api.routes[refresh] = () => refusal(503, "UNAVAILABLE");
    await expect(takeOver()).rejects.toThrow("UNAVAILABLE");
    expect(await left()).toMatchObject({ refreshToken: "r1" });
  });

  it("comes with a log-in", async () => {
    fakeApi({});
    new Session().start(tokens("a7", "r7"));
    await isLeft("r7");
    expect(await takeOver()).toMatchObject({ accessToken: "a7" });
  });

  it("never ends the session, in whatever order pages and worker renew, and wherever a page ends", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom("page", "other page", "ends asking", "ends with it", "worker", "both", "hour"),
          {
            minLength: 1,
            maxLength: 25,
            size: "max",
          },
        ),
        async (steps) => {
          await start();
          const server = identity();
          const api = fakeApi({ [refresh]: server });
          const pages = [new Session(), new Session()] as const;
          for (const step of [...steps, "hour", "worker", "hour", "page"]) {
            if (step === "page") expect(await pages[0].accessToken()).not.toBeNull();
            if (step === "other page") expect(await pages[1].accessToken()).not.toBeNull();
            if (step === "worker") await takeOver();
            if (step === "both") await Promise.all([takeOver(), pages[0].accessToken()]);
            if (step === "hour") later(hour);
            if (step === "ends with it") {
              stubLocks({ granted: 1 });
              await new Session().accessToken();
              stubLocks();
            }
            if (step === "ends asking") {
              api.routes[refresh] = async (request) => {
                await server(request);
                return new Promise(() => undefined);
              };
              const asked = api.received.length;
              void new Session().accessToken();
              await vi.waitFor(() => expect(api.received.length).toBe(asked + 1), { interval: 1 });
              stubLocks();
              api.routes[refresh] = server;
            }
          }
          expect(pages[0].isSignedIn()).toBe(true);
        },
      ),
      { numRuns: 60 },
    ));
});
