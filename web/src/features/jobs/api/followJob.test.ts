import { beforeEach, describe, expect, it, vi } from "vitest";
import { session } from "@/lib/auth/session";
import { fakeApi, refusal, tokens } from "@/testing/fakeApi";
import { followJob, type JobEvent } from "./followJob";

const events = "GET /api/v1/jobs/j1/events";
const written = (id: number, event: string, data: unknown) =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
const stream = (...parts: string[]) =>
  new Response(parts.join(""), { headers: { "Content-Type": "text/event-stream" } });

beforeEach(() => session.start(tokens("token", "r0")));

async function follow(lastEventId = "") {
  const heard: JobEvent[] = [];
  const connected: boolean[] = [];
  const controller = new AbortController();
  vi.useFakeTimers();
  const done = followJob("j1", {
    lastEventId,
    signal: controller.signal,
    onEvent: (event) => heard.push(event),
    onConnected: (isConnected) => connected.push(isConnected),
  });
  await vi.advanceTimersByTimeAsync(60_000);
  controller.abort();
  await done;
  vi.useRealTimers();
  return { heard, connected };
}

describe("Following a job", () => {
  it("sends the token, and goes on after the last event when the connection breaks", async () => {
    const answers = [
      stream(
        written(1, "status", { status: "running" }),
        written(2, "change", { id: "c1" }),
        "id: 3\nevent: cha",
      ),
      stream(written(3, "change", { id: "c2" }), written(4, "status", { status: "delivered" })),
    ];
    const { received } = fakeApi({ [events]: () => answers.shift() ?? refusal(500, "INTERNAL") });
    const { heard, connected } = await follow();
    expect(heard.map(({ type }) => type)).toEqual(["status", "change", "change", "status"]);
    expect(received.map(({ headers }) => headers.get("Last-Event-ID"))).toEqual([null, "2"]);
    expect(received.map(({ headers }) => headers.get("Authorization"))).toEqual(
      Array(2).fill("Bearer token"),
    );
    expect(connected).toEqual([true, false, true, false]);
  });

  it("stays after ready, when decisions of other devices may come", async () => {
    const answers = [stream(written(1, "status", { status: "ready" })), new Response(null, { status: 204 })];
    const { received } = fakeApi({ [events]: () => answers.shift() ?? refusal(500, "INTERNAL") });
    await follow();
    expect(received).toHaveLength(2);
  });

  it("tries again after a fault, and gives up where there is nothing to follow", async () => {
    const answers = [refusal(503, "UNAVAILABLE"), refusal(404, "NOT_FOUND")];
    const { received } = fakeApi({ [events]: () => answers.shift() ?? refusal(500, "INTERNAL") });
    await follow("41");
    expect(received.map(({ headers }) => headers.get("Last-Event-ID"))).toEqual(["41", "41"]);
  });

  it("goes on after an event that it can't read", async () => {
    fakeApi({
      [events]: () =>
        stream("id: 1\nevent: change\ndata: {oops\n\n", written(2, "status", { status: "failed" })),
    });
    const { heard } = await follow();
    expect(heard).toMatchObject([{ type: "status", data: { status: "failed" } }]);
  });
});
