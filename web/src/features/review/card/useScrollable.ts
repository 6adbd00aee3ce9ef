import { type RefObject, useLayoutEffect, useRef } from "react";

/** A text too long for its card pans under the finger and by arrow keys; every other card can be thrown upwards. */
export function useScrollable(): RefObject<HTMLDivElement | null> {
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = body.current;
    if (!element || !window.ResizeObserver) return;
    // Told when it is laid out anyway: asking here would have it laid out once more.
    const observer = new ResizeObserver(() => mark(element, element.scrollHeight > element.clientHeight + 1));
    observer.observe(element);
    // A text grows with the font that it gets, and its box does not.
    for (const part of element.children) observer.observe(part);
    return () => observer.disconnect();
  }, []);
  return body;
}

function mark(body: HTMLElement, scrolls: boolean): void {
  if (scrolls === body.hasAttribute("data-scrolls-by-keys")) return;
  body.closest("article")?.toggleAttribute("data-scrolls", scrolls);
  body.toggleAttribute("data-scrolls-by-keys", scrolls);
  if (scrolls) body.tabIndex = 0;
  else body.removeAttribute("tabindex");
}
