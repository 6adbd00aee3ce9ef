import { beforeEach, describe, expect, it } from "vitest";
import { session } from "@/lib/auth/session";
import { fakeApi, refusal, tokens } from "@/testing/fakeApi";
import { stubLocks } from "@/testing/locks";
import { api, unwrap } from "./client";
import { ApiError } from "./errors";
import { messageOf } from "./messages";

const submit = () => unwrap(api.POST("/api/v1/jobs", { body: { type: "review", fileId: "f1" } }));

beforeEach(() => {
  stubLocks();
  session.start(tokens("old", "r0"));
});

describe("A request", () => {
  it("is sent again once, body and all, with a fresh token after a 401", async () => {
    const { received } = fakeApi({
      "POST /api/v1/auth/refresh": () => ({ body: tokens("new", "r1") }),
      "POST /api/v1/jobs": ({ headers }) =>
        headers.get("Authorization") === "Bearer new"
          ? { status: 202, body: { id: "j1" } }
          : refusal(401, "UNAUTHENTICATED"),
    });
    expect(await submit()).toEqual({ id: "j1" });
    const jobs = received.filter(({ path }) => path === "/api/v1/jobs");
    expect(jobs.map(({ body }) => body)).toEqual(Array(2).fill({ type: "review", fileId: "f1" }));
  });

  it("is not tried a third time", async () => {
    const { received } = fakeApi({
      "POST /api/v1/auth/refresh": () => ({ body: tokens("new", "r1") }),
      "POST /api/v1/jobs": () => refusal(401, "UNAUTHENTICATED"),
    });
    await expect(submit()).rejects.toMatchObject({ status: 401 });
    expect(received).toHaveLength(3);
  });

  it("fails in the words of the error envelope", async () => {
    fakeApi({
      "POST /api/v1/jobs": () => ({
        ...refusal(429, "RATE_LIMITED", "Slow down.", { limit: 5 }),
        headers: { "Retry-After": "7" },
      }),
    });
    const error = await submit().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      code: "RATE_LIMITED",
      message: "Slow down.",
      details: { limit: 5 },
      retryAfter: 7,
      requestId: "req_test",
    });
  });

  it("has a message also when what answers is no API", async () => {
    fakeApi({
      "POST /api/v1/jobs": () =>
        new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "Content-Type": "text/html" } }),
    });
    const fault = await submit().catch((error: unknown) => error);
    expect(fault).toMatchObject({ status: 502 });
    expect(messageOf(fault)).toMatch(/could not answer \(502\)\. Try again/);
  });
});
