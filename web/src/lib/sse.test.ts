import { describe, expect, it } from "vitest";
import { createParser, readEvents, type ServerEvent } from "./sse";

function parseAll(...chunks: string[]): ServerEvent[] {
  const parse = createParser();
  return chunks.flatMap((chunk) => [...parse(chunk)]);
}

describe("The event stream parser", () => {
  it("reads id, event and data", () => {
    expect(parseAll('id: 7\nevent: change\ndata: {"a":1}\n\n')).toEqual([
      { id: "7", event: "change", data: '{"a":1}' },
    ]);
  });

  it("gives the same events however the network cuts the text", () => {
    const text =
      "id: 1\r\nevent: progress\r\ndata: one\r\ndata: two\r\n\r\n: still here\r\n\r\ndata: three\r\n\r\n";
    const whole = parseAll(text);
    expect(whole.map(({ data }) => data)).toEqual(["one\ntwo", "three"]);
    for (let cut = 1; cut < text.length; cut++) {
      expect(parseAll(text.slice(0, cut), text.slice(cut)), `cut at ${cut}`).toEqual(whole);
    }
    expect(parseAll(...text)).toEqual(whole);
  });

  it("keeps an id until the next one, and calls an unnamed event message", () => {
    expect(parseAll("id: 3\ndata: a\n\ndata: b\n\n")).toEqual([
      { id: "3", event: "message", data: "a" },
      { id: "3", event: "message", data: "b" },
    ]);
  });

  it("says nothing of comments, of events without data, and of one that is not complete", () => {
    expect(parseAll(": hello\n\n", "event: change\n\n", "data: unfinished\n")).toEqual([]);
  });

  it("puts characters together that were cut in two", async () => {
    const bytes = new TextEncoder().encode("data: naïve – 字\n\n");
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const events: ServerEvent[] = [];
    for await (const event of readEvents(stream)) events.push(event);
    expect(events.map(({ data }) => data)).toEqual(["naïve – 字"]);
  });

  it("closes the connection when its reader stops", async () => {
    let isCancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode("data: x\n\n")),
      cancel: () => {
        isCancelled = true;
      },
    });
    for await (const _ of readEvents(stream)) break;
    expect(isCancelled).toBe(true);
  });
});
