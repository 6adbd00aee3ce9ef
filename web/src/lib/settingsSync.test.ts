import { beforeEach, describe, expect, it, vi } from "vitest";
import { fakeApi, refusal, tokens } from "@/testing/fakeApi";
import { stubLocks } from "@/testing/locks";

const path = "/api/v1/users/me/preferences";

let stop: () => void;

/** Each test is a device of its own: the module starts anew, with what its storage has. */
async function aDevice(stored: unknown, { isSignedIn = true } = {}) {
  vi.resetModules();
  stubLocks();
  let server = stored;
  const api = fakeApi({
    [`GET ${path}`]: () => ({ body: server }),
    [`PUT ${path}`]: ({ body }) => {
      server = body;
      return { body };
    },
  });
  const settings = await import("./settings");
  const { session } = await import("./auth/session");
  const { keepSettingsInSync } = await import("./settingsSync");
  if (isSignedIn) session.start(tokens("access", "refresh"));
  stop = keepSettingsInSync();
  return { api, ...settings, session, server: () => server as Record<string, unknown> };
}

const settle = () => vi.advanceTimersByTimeAsync(2000);

beforeEach(() => {
  vi.useFakeTimers();
  return () => {
    stop();
    vi.useRealTimers();
  };
});

describe("Settings of an account", () => {
  it("come to a device that has none of its own", async () => {
    const device = await aDevice({
      theme: "dark",
      keys: { accept: ["l"] },
      changedAt: "2026-01-01T00:00:00Z",
    });
    await settle();
    expect(device.settings()).toMatchObject({ theme: "dark", keys: { accept: ["l"] } });
    expect(device.api.received.some(({ method }) => method === "PUT")).toBe(false);
  });

  it("go to the server when they are changed here, and leave there what others keep", async () => {
    const device = await aDevice({ theme: "dark", another: 7, changedAt: "2026-01-01T00:00:00Z" });
    await settle();
    device.changeSettings({ language: "de" });
    await settle();
    expect(device.server()).toMatchObject({ theme: "dark", language: "de", another: 7 });
  });

  it("are the newest, whichever side has it", async () => {
    const device = await aDevice({ theme: "dark", changedAt: "2026-01-01T00:00:00Z" }, { isSignedIn: false });
    device.changeSettings({ theme: "light" });
    device.session.start(tokens("access", "refresh"));
    await settle();
    expect(device.server()).toMatchObject({ theme: "light" });
  });

  it("wait for the network", async () => {
    const device = await aDevice({});
    await settle();
    const answer = device.api.routes[`PUT ${path}`];
    device.api.routes[`PUT ${path}`] = () => refusal(503, "UNAVAILABLE");
    device.changeSettings({ haptics: false });
    await settle();
    expect(device.server()).toEqual({});
    if (answer) device.api.routes[`PUT ${path}`] = answer;
    window.dispatchEvent(new Event("online"));
    await settle();
    expect(device.server()).toMatchObject({ haptics: false });
  });

  it("are nobody's after a log-out: who comes next keeps theirs", async () => {
    const device = await aDevice({ theme: "dark", changedAt: "2026-01-01T00:00:00Z" });
    device.changeSettings({ theme: "light" });
    device.session.end();
    device.api.routes[`GET ${path}`] = () => ({
      body: { theme: "system", changedAt: "2020-01-01T00:00:00Z" },
    });
    device.session.start(tokens("theirs", "refresh2"));
    await settle();
    expect(device.settings().theme).toBe("system");
  });
});
