import { describe, expect, it } from "vitest";
import type { PreviewBlock } from "@/lib/api/types";
import { type Place, pageOf } from "./keptText";

const blocks = Array.from({ length: 10 }, (_, index) => ({ blockId: `b${index}` }) as PreviewBlock);
const ids = (place: Place) => pageOf(blocks, place, 4)?.items.map(({ blockId }) => blockId);

describe("The kept text", () => {
  it("is read in pages from any block on, in both directions, each block once", () => {
    expect(ids({ from: "b5" })).toEqual(["b5", "b6", "b7", "b8"]);
    const page = pageOf(blocks, { from: "b5" }, 4);
    expect(ids({ cursor: page?.nextCursor ?? "" })).toEqual(["b9"]);
    const before = pageOf(blocks, { cursor: page?.previousCursor ?? "" }, 4);
    expect(before?.items.map(({ blockId }) => blockId)).toEqual(["b1", "b2", "b3", "b4"]);
    expect(ids({ cursor: before?.previousCursor ?? "" })).toEqual(["b0"]);
  });

  it("ends where the document does", () => {
    expect(pageOf(blocks, {}, 20)).toMatchObject({ nextCursor: null, previousCursor: null });
    expect(pageOf(blocks, { cursor: "kept:-3" }, 4)?.items.map(({ blockId }) => blockId)).toEqual(["b0"]);
  });

  it("does not know where the server's pages go on", () => {
    expect(pageOf(blocks, { cursor: "eyJ" }, 4)).toBeNull();
  });
});
