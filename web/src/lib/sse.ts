export interface ServerEvent {
  id: string;
  event: string;
  data: string;
}

/**
 * Reads `text/event-stream` as the HTML standard has it: CR, LF or CRLF, comments, data over several lines,
 * an id that stays until the next one. The browser's EventSource can't send an Authorization header.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  /** Anything came, be it a comment that only says that the connection lives. */
  onSign: () => void = () => undefined,
): AsyncGenerator<ServerEvent> {
  const parser = createParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      onSign();
      yield* parser(decoder.decode(value, { stream: true }));
    }
  } finally {
    // Also when the consumer stops early: the connection must not stay open.
    await reader.cancel().catch(() => undefined);
  }
}

export function createParser(): (chunk: string) => Generator<ServerEvent> {
  let rest = "";
  let id = "";
  let event = "";
  let data: string[] = [];
  let endedWithCarriageReturn = false;

  return function* parse(chunk: string) {
    // A CRLF may be cut in two by the network.
    const text = endedWithCarriageReturn && chunk.startsWith("\n") ? chunk.slice(1) : chunk;
    if (chunk !== "") endedWithCarriageReturn = chunk.endsWith("\r");
    const lines = (rest + text).split(/\r\n|\r|\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) yield { id, event: event || "message", data: data.join("\n") };
        event = "";
        data = [];
        continue;
      }
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "data") data.push(value);
      else if (field === "event") event = value;
      else if (field === "id" && !value.includes("\0")) id = value;
    }
  };
}
