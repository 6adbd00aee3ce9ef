import { type RefObject, useLayoutEffect, useRef } from "react";
import type { PreviewBlock } from "@/lib/api/types";
import { prefersReducedMotion } from "@/lib/motion";
import type { View } from "./compose";

interface Following {
  blocks: readonly PreviewBlock[];
  currentId: string | null;
  view: View;
  /** More text may come above, and make room for what stands at the top to be shown in the middle. */
  canGrowUp: boolean;
}

/** Brings the card in front into the middle of the text, once for each card and view, as soon as it is there. */
export function useFollowCurrent(scroller: RefObject<HTMLElement | null>, following: Following): void {
  const { blocks, currentId, view, canGrowUp } = following;
  const shown = useRef("");

  // biome-ignore lint/correctness/useExhaustiveDependencies: blocks that come may hold the card
  useLayoutEffect(() => {
    const element = scroller.current;
    const wanted = `${view} ${currentId}`;
    const mark = element?.querySelector("[aria-current]");
    if (!element || !mark || shown.current === wanted) return;
    const { top, height } = mark.getBoundingClientRect();
    const offset = top + height / 2 - element.getBoundingClientRect().top - element.clientHeight / 2;
    const isNear = Math.abs(offset) < element.clientHeight;
    const behavior = shown.current !== "" && isNear && !prefersReducedMotion() ? "smooth" : "instant";
    const target = element.scrollTop + offset;
    element.scrollTo?.({ top: target, behavior });
    if (target >= 0 || !canGrowUp) shown.current = wanted;
  }, [blocks, currentId, view, canGrowUp]);
}
