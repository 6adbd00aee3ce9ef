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

  it("takes a connection for dead that has given no sign for long, and goes on after what it had told", async () => {
    const asked: (string | null)[] = [];
    vi.stubGlobal("fetch", async (request: Request) => {
      asked.push(request.headers.get("Last-Event-ID"));
      if (asked.length > 1) return new Response(null, { status: 204 });
      const told = new TextEncoder().encode(written(7, "status", { status: "ready" }));
      return new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(told);
            request.signal.addEventListener("abort", () => controller.error(request.signal.reason));
          },
        }),
      );
    });
    await follow();
    expect(asked).toEqual([null, "7"]);
  });

  it("comes back after a token was refused, as long as somebody is signed in", async () => {
    const answers = [refusal(401, "UNAUTHENTICATED"), refusal(401, "UNAUTHENTICATED")];
    const { received } = fakeApi({
      [events]: () => answers.shift() ?? new Response(null, { status: 204 }),
      "POST /api/v1/auth/refresh": () => ({ body: tokens("fresh", "r1") }),
    });
    await follow();
    const bearers = received.filter(({ path }) => path.endsWith("/events"));
    expect(bearers.map(({ headers }) => headers.get("Authorization"))).toEqual([
      "Bearer token",
      "Bearer fresh",
      "Bearer fresh",
    ]);
  });

  it("does not wait when the network is back", async () => {
    let answered = 0;
    fakeApi({
      [events]: () => (answered++ < 6 ? Promise.reject(new TypeError("offline")) : refusal(404, "GONE")),
    });
    vi.useFakeTimers();
    const controller = new AbortController();
    const done = followJob("j1", {
      lastEventId: "",
      signal: controller.signal,
      onEvent: () => undefined,
      onConnected: () => undefined,
    });
    await vi.advanceTimersByTimeAsync(8_000);
    const before = answered;
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(10);
    expect(answered).toBe(before + 1);
    controller.abort();
    await done;
    vi.useRealTimers();
  });
});
