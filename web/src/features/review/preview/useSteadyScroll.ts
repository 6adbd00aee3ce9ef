import { type RefObject, useLayoutEffect, useRef } from "react";
import type { PreviewBlock } from "@/lib/api/types";

/** Keeps what one reads where it is while blocks are added or let go above it. */
export function useSteadyScroll(
  scroller: RefObject<HTMLElement | null>,
  blocks: readonly PreviewBlock[],
): void {
  const places = useRef(new Map<string, number>());

  // biome-ignore lint/correctness/useExhaustiveDependencies: other blocks are what moves the text
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const shown = [...element.querySelectorAll<HTMLElement>("[data-block]")];
    const kept = shown.find((block) => places.current.has(idOf(block)));
    if (kept) element.scrollTop += kept.offsetTop - (places.current.get(idOf(kept)) ?? 0);

    const remember = () => {
      places.current = new Map(shown.map((block) => [idOf(block), block.offsetTop]));
    };
    remember();
    // A panel that is widened and a change that is made move them too.
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(remember);
    for (const block of shown) observer?.observe(block);
    return () => observer?.disconnect();
  }, [blocks]);
}

function idOf(block: HTMLElement): string {
  return block.dataset.block ?? "";
}
