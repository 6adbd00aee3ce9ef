import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { outbox } from "@/features/review/queue/outbox";
import { session } from "@/lib/auth/session";
import { reachability } from "@/lib/online";
import { fakeApi, refusal, tokens } from "@/testing/fakeApi";
import { renderInApp } from "@/testing/render";
import { OfflineBanner } from "./OfflineBanner";

const decisions = "POST /api/v1/jobs/j1/decisions";
let api: ReturnType<typeof fakeApi>;
let isOffline: boolean;
const taken = () => (isOffline ? Promise.reject(new TypeError("offline")) : { body: { counts: {} } });

beforeEach(() => {
  isOffline = false;
  session.start(tokens("token", "r0"));
  api = fakeApi({ [decisions]: taken, "HEAD /manifest.webmanifest": taken });
  reachability.answered();
});
afterEach(() => session.end());

function open() {
  const { client } = renderInApp(<OfflineBanner />);
  const queue = outbox.queue("j1", client);
  return (changeId: string) => act(() => queue.decide(changeId, "accept"));
}
const line = () => screen.queryByRole("status")?.textContent ?? null;

describe("The line below the header", () => {
  it("is not there when there is nothing to say", () => {
    open();
    expect(line()).toBeNull();
  });

  it("counts what is kept while the server can't be reached, and says when it has been sent", async () => {
    const decide = open();
    isOffline = true;
    for (const id of ["a", "b"]) decide(id);
    await expect.poll(line, { timeout: 3_000 }).toBe("Offline: 2 decisions kept on this device");
    isOffline = false;
    act(() => reachability.answered());
    await expect.poll(line, { timeout: 3_000 }).toBe("Back online: 2 decisions sent");
    act(() => outbox.dismissCaughtUp());
    expect(line()).toBeNull();
  });

  it("explains what the server did not take until that is read", async () => {
    api.routes[decisions] = () => refusal(409, "CONFLICT", "The file has been delivered.");
    const decide = open();
    decide("a");
    await expect
      .poll(line, { timeout: 3_000 })
      .toContain("1 decision was not taken: The file has been delivered.");
    await userEvent.click(screen.getByRole("button", { name: "OK" }));
    expect(line()).toBeNull();
  });

  it("warns where nothing but the page keeps a decision", async () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    isOffline = true;
    open()("a");
    await expect.poll(line, { timeout: 3_000 }).toContain("leave the page open");
    const leaving = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
  });
});
