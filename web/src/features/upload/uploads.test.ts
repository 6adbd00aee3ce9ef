import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { session } from "@/lib/auth/session";
import { fakeApi, refusal, tokens } from "@/testing/fakeApi";
import { cloneFilesAsBrowsersDo, fakeTus, type TusRequest } from "@/testing/fakeTus";
import { kept } from "./kept";
import { Uploads } from "./uploads";

const megabyte = 1024 * 1024;
const file = (name: string, size = 10) => new File([new Uint8Array(size)], name, { lastModified: 1 });
const never = () => new Promise<never>(() => undefined);

let list: Uploads;
const item = (at = 0) => list.items()[at];
const becomes = (state: string, at = 0) => vi.waitFor(() => expect(item(at)?.state).toBe(state));

function open(options: Parameters<typeof fakeTus>[0] = {}) {
  cloneFilesAsBrowsersDo();
  const tus = fakeTus(options);
  const api = fakeApi({
    ...tus.stored,
    "DELETE /api/v1/uploads/f1": () => ({ status: 204 }),
    "DELETE /api/v1/uploads/tus/u1": () => ({ status: 204 }),
  });
  return { ...tus, api };
}
const goOffline = (isOffline: boolean) => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(!isOffline);
  window.dispatchEvent(new Event(isOffline ? "offline" : "online"));
};

beforeEach(() => {
  session.start(tokens("access-1", "refresh-1"));
  list = new Uploads();
});
afterEach(async () => {
  await list.clear();
  session.end();
});

describe("An upload", () => {
  it("of a small file is one request, signed and with a key, and the answer is the file", async () => {
    const { requests, api } = open();
    list.add([file("Ärger.txt")]);
    await becomes("stored");
    expect(item()?.stored).toMatchObject({ id: "f1", name: "Ärger.txt" });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: "POST", size: 10 });
    expect(requests[0]?.headers).toMatchObject({
      authorization: "Bearer access-1",
      "idempotency-key": item()?.id,
      "tus-resumable": "1.0.0",
    });
    expect(api.received).toEqual([]);
  });

  it("of a large one goes in chunks, so that little is lost with a server", async () => {
    const { said } = open();
    list.add([file("book.txt", 11 * megabyte)]);
    await becomes("stored");
    expect(said()).toEqual(["POST 0", `PATCH ${5 * megabyte}`, `PATCH ${5 * megabyte}`, `PATCH ${megabyte}`]);
  });

  it("says how far it is", async () => {
    const { requests } = open({ intercept: ({ method }) => (method === "PATCH" ? never() : undefined) });
    list.add([file("book.txt", 6 * megabyte)]);
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    requests[1]?.progress(2 * megabyte);
    expect(item()).toMatchObject({ state: "sending", sent: 2 * megabyte });
  });

  it("is paused at once and goes on from what the server has", async () => {
    let isSlow = true;
    const { requests, said } = open({
      intercept: ({ method, size }) =>
        method === "PATCH" && size < 5 * megabyte && isSlow ? never() : undefined,
    });
    list.add([file("book.txt", 7 * megabyte)]);
    await vi.waitFor(() => expect(requests).toHaveLength(3));
    list.pause(item()?.id ?? "");
    expect(requests[2]?.aborted).toBe(true);
    expect(item()?.state).toBe("paused");
    isSlow = false;
    list.resume(item()?.id ?? "");
    await becomes("stored");
    expect(said().slice(3)).toEqual(["HEAD 0", `PATCH ${2 * megabyte}`]);
  });

  it("waits while there is no network, and goes on by itself", async () => {
    const { requests } = open({
      intercept: ({ method }) => (requests.length === 2 && method === "PATCH" ? never() : undefined),
    });
    list.add([file("book.txt", 6 * megabyte)]);
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    goOffline(true);
    expect(item()?.state).toBe("offline");
    expect(requests[1]?.aborted).toBe(true);
    goOffline(false);
    await becomes("stored");
  });

  it("survives cut connections and a server that is away for a moment", async () => {
    let faults = 0;
    const { remotes } = open({
      intercept: ({ method }) => {
        if (method !== "PATCH" || faults === 2) return undefined;
        faults += 1;
        return faults === 1 ? { status: 0 } : refusal(503, "UNAVAILABLE");
      },
    });
    list.add([file("book.txt", 6 * megabyte)]);
    await becomes("stored");
    expect(remotes.size).toBe(1);
  });

  it("is begun once though the answer to its beginning was lost", async () => {
    let isLost = true;
    const { requests, remotes } = open({
      intercept: async () => {
        if (!isLost) return undefined;
        isLost = false;
        return { status: 0 };
      },
    });
    list.add([file("note.txt")]);
    await becomes("stored");
    expect(requests.map(({ headers }) => headers["idempotency-key"])).toEqual([item()?.id, item()?.id]);
    expect(remotes.size).toBe(1);
  });

  it("gets a new token when the API takes the old one no more", async () => {
    const authorized = ({ headers }: TusRequest) =>
      headers.authorization === "Bearer access-2" ? undefined : refusal(401, "UNAUTHENTICATED");
    const { api } = open({ intercept: authorized });
    api.routes["POST /api/v1/auth/refresh"] = () => ({ body: tokens("access-2", "refresh-2") });
    list.add([file("note.txt")]);
    await becomes("stored");
  });

  it("that was refused says so at once, and is tried again under the same key", async () => {
    let isFull = true;
    const { requests } = open({
      intercept: () => (isFull ? refusal(409, "CONFLICT", "Full.", { maxBytes: 1, maxFiles: 1 }) : undefined),
    });
    list.add([file("note.txt")]);
    await becomes("failed");
    expect(requests).toHaveLength(1);
    expect(item()?.error).toMatchObject({ status: 409, message: "Full." });
    isFull = false;
    list.resume(item()?.id ?? "");
    await becomes("stored");
    expect(requests[1]?.headers["idempotency-key"]).toBe(requests[0]?.headers["idempotency-key"]);
  });

  it("that is cancelled frees its room, and a file that it has become is deleted", async () => {
    const { requests, api } = open({ intercept: ({ method }) => (method === "PATCH" ? never() : undefined) });
    list.add([file("book.txt", 6 * megabyte)]);
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    list.cancel(item()?.id ?? "");
    await vi.waitFor(() =>
      expect(api.received[0]).toMatchObject({ method: "DELETE", path: "/api/v1/uploads/tus/u1" }),
    );
    expect(list.items()).toEqual([]);

    list.add([file("note.txt")]);
    await becomes("stored");
    list.cancel(item()?.id ?? "");
    await vi.waitFor(() =>
      expect(api.received[1]).toMatchObject({ method: "DELETE", path: "/api/v1/uploads/f1" }),
    );
  });
});

describe("Many uploads", () => {
  it("go two at a time, each in its turn, and none twice", async () => {
    const release: (() => void)[] = [];
    const { requests } = open({
      intercept: () => new Promise((resolve) => release.push(() => resolve(undefined))),
    });
    list.add([file("a.txt"), file("b.txt"), file("c.txt"), file("a.txt")]);
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    expect(list.items().map(({ state }) => state)).toEqual(["sending", "sending", "waiting"]);
    release[0]?.();
    await vi.waitFor(() => expect(requests).toHaveLength(3));
    for (const go of release) go();
    await vi.waitFor(() => expect(list.items().every(({ state }) => state === "stored")).toBe(true));
  });
});

describe("After a reload", () => {
  const reload = async () => {
    list = new Uploads();
    await list.restore();
  };
  const begin = async (requests: TusRequest[]) => {
    list.add([file("book.txt", 6 * megabyte)]);
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    await vi.waitFor(async () => expect((await kept.all())[0]?.address).toBe("/api/v1/uploads/tus/u1"));
  };

  it("an upload goes on by itself, from where the server has got to", async () => {
    let isFirst = true;
    const { requests, said } = open({
      intercept: ({ method }) => (method === "PATCH" && isFirst ? never() : undefined),
    });
    await begin(requests);
    isFirst = false;
    await reload();
    await becomes("stored");
    expect(said().slice(2)).toEqual(["HEAD 0", `PATCH ${5 * megabyte}`, `PATCH ${megabyte}`]);
  });

  it("one that was paused stays so until one resumes it", async () => {
    let isFirst = true;
    const { requests } = open({
      intercept: ({ method }) => (method === "PATCH" && isFirst ? never() : undefined),
    });
    await begin(requests);
    requests[1]?.progress(megabyte);
    list.pause(item()?.id ?? "");
    await vi.waitFor(async () => expect((await kept.all())[0]?.pausedAt).toBe(megabyte));
    isFirst = false;
    await reload();
    expect(item()).toMatchObject({ state: "paused", sent: megabyte });
    expect(requests).toHaveLength(2);
    list.resume(item()?.id ?? "");
    await becomes("stored");
  });

  it("one whose bytes the browser did not keep asks for its file, and goes on with it", async () => {
    let isFirst = true;
    const { requests, remotes } = open({
      intercept: ({ method }) => (method === "PATCH" && isFirst ? never() : undefined),
    });
    await begin(requests);
    await kept.change(item()?.id ?? "", { file: null });
    isFirst = false;
    await reload();
    expect(item()?.state).toBe("missing");
    list.add([file("other.txt", 6 * megabyte)]);
    expect(item()?.state).toBe("missing");
    list.add([file("book.txt", 6 * megabyte)]);
    await becomes("stored");
    expect(remotes.size).toBe(2);
  });

  it("a file that no review was begun with is there again, without its bytes", async () => {
    const { requests } = open();
    list.add([file("note.txt")]);
    await becomes("stored");
    await vi.waitFor(async () =>
      expect((await kept.all())[0]).toMatchObject({ file: null, stored: { id: "f1" } }),
    );
    await reload();
    expect(item()).toMatchObject({ state: "stored", stored: { id: "f1" } });
    expect(requests).toHaveLength(1);
  });

  it("nothing is left of who has logged out", async () => {
    open();
    list.add([file("secret.txt")]);
    await becomes("stored");
    session.end();
    expect(list.items()).toEqual([]);
    await vi.waitFor(async () => expect(await kept.all()).toEqual([]));
  });
});
