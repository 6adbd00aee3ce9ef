import { beforeEach, describe, expect, it, vi } from "vitest";
import { fakeApi, refusal, tokens } from "@/testing/fakeApi";
import { identity } from "@/testing/identity";
import { stubLocks } from "@/testing/locks";
import { Session } from "./session";

const refresh = "POST /api/v1/auth/refresh";

beforeEach(() => {
  stubLocks();
  localStorage.setItem("swipereview.refresh-token", "r0");
});

describe("A session", () => {
  it("refreshes once for all who ask at the same time", async () => {
    const { received } = fakeApi({ [refresh]: identity() });
    const session = new Session();
    const answers = await Promise.all(Array.from({ length: 5 }, () => session.accessToken()));
    expect(answers).toEqual(Array(5).fill("a1"));
    expect(received).toHaveLength(1);
  });

  it("never uses a refresh token twice, with several tabs at once", async () => {
    const { received } = fakeApi({ [refresh]: identity() });
    const tabs = [new Session(), new Session(), new Session()];
    const answers = await Promise.all(tabs.map((tab) => tab.accessToken()));
    expect(answers).toEqual(["a1", "a2", "a3"]);
    expect(received.map(({ body }) => (body as { refreshToken: string }).refreshToken)).toEqual([
      "r0",
      "r1",
      "r2",
    ]);
    expect(localStorage.getItem("swipereview.refresh-token")).toBe("r3");
  });

  it("keeps its token until it is about to expire or was refused", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { received } = fakeApi({ [refresh]: identity() });
    const session = new Session();
    await session.accessToken();
    expect(await session.accessToken()).toBe("a1");
    expect(await session.accessToken({ rejected: "a1" })).toBe("a2");
    expect(await session.accessToken({ rejected: "a1" })).toBe("a2");
    vi.setSystemTime(Date.now() + 880_000);
    expect(await session.accessToken()).toBe("a3");
    expect(received).toHaveLength(3);
    vi.useRealTimers();
  });

  it("outlives a page that was left before the answer came", async () => {
    const server = identity();
    fakeApi({
      [refresh]: async (request) => {
        await server(request);
        return new Promise(() => undefined);
      },
    });
    void new Session().accessToken();
    await vi.waitFor(() => expect(localStorage.getItem("swipereview.renewal")).not.toBeNull());
    stubLocks();
    fakeApi({ [refresh]: server });
    const session = new Session();
    expect(await session.accessToken()).toBe("a1");
    expect(await session.accessToken({ rejected: "a1" })).toBe("a2");
    // Another token is another renewal.
    expect(localStorage.getItem("swipereview.renewal") ?? "").not.toMatch(/^r[01] /);
  });

  it("ends when the server does not know its refresh token any more", async () => {
    fakeApi({ [refresh]: () => refusal(401, "UNAUTHENTICATED") });
    const session = new Session();
    const heard = vi.fn();
    session.subscribe(heard);
    expect(await session.accessToken()).toBeNull();
    expect(session.isSignedIn()).toBe(false);
    expect(heard).toHaveBeenCalledOnce();
  });

  it("does not end because the server or the network has a bad moment", async () => {
    const api = fakeApi({ [refresh]: () => refusal(503, "UNAVAILABLE") });
    const session = new Session();
    await expect(session.accessToken()).rejects.toThrow("UNAVAILABLE");
    api.routes[refresh] = () => Promise.reject(new TypeError("network"));
    await expect(session.accessToken()).rejects.toThrow("network");
    expect(session.isSignedIn()).toBe(true);
  });

  it("stays ended when somebody logs out while it refreshes", async () => {
    const session = new Session();
    fakeApi({
      [refresh]: () => {
        session.end();
        return { body: tokens("a1", "r1") };
      },
    });
    expect(await session.accessToken()).toBeNull();
    expect(session.isSignedIn()).toBe(false);
  });

  it("hears of a log-out in another tab, and ignores another tab's refresh", () => {
    const session = new Session();
    const heard = vi.fn();
    session.subscribe(heard);
    const tell = (oldValue: string | null, newValue: string | null) =>
      window.dispatchEvent(
        new StorageEvent("storage", { key: "swipereview.refresh-token", oldValue, newValue }),
      );
    tell("r0", "r1");
    expect(heard).not.toHaveBeenCalled();
    tell("r1", null);
    expect(heard).toHaveBeenCalledOnce();
  });
});
