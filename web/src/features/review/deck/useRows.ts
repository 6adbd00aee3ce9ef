import { useCallback, useLayoutEffect, useRef, useState } from "react";

/** Rows beyond the edge that are on the page, so that a quick scroll meets no gap. */
const spare = 8;

/** Which of very many rows of one height are in sight. */
export function useRows(total: number, height: number, first: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [from, setFrom] = useState(0);
  const inSight = Math.ceil((scroller.current?.clientHeight ?? 0) / height) || 12;

  const follow = useCallback(() => {
    const top = scroller.current?.scrollTop ?? 0;
    setFrom(Math.max(0, Math.floor(top / height) - spare));
  }, [height]);

  /** As little as brings the row into sight; or into the middle. */
  const reveal = useCallback(
    (row: number, toMiddle = false) => {
      const element = scroller.current;
      if (!element) return;
      const [top, room] = [row * height, element.clientHeight];
      if (toMiddle) element.scrollTop = top - room / 2;
      else if (top < element.scrollTop) element.scrollTop = top;
      else if (top + height > element.scrollTop + room) element.scrollTop = top + height - room;
      follow();
    },
    [height, follow],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, to the row that it opens at
  useLayoutEffect(() => reveal(first, true), []);

  return { scroller, from, to: Math.min(total, from + inSight + 2 * spare), follow, reveal };
}
