import { useEffect, useRef, useState } from "react";
import { type Dropped, filesOfDrop } from "./filesOfDrop";
import { filesOfClipboard } from "./pastedFile";

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest("input:not([type=file]), textarea, [contenteditable]") !== null;

/** Takes files that are dropped anywhere, and files or text that are pasted outside of a field. True while something is dragged over. */
export function useWholePage(onFiles: (dropped: Dropped) => void): boolean {
  const [isOver, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;

  useEffect(() => {
    // Each element that is dragged over enters before the last one is left.
    let depth = 0;
    const show = (by: number) => {
      depth = by === 0 ? 0 : Math.max(0, depth + by);
      setOver(depth > 0);
    };
    const handlers = {
      dragenter: (event: DragEvent) => hasFiles(event) && show(1),
      dragleave: (event: DragEvent) => hasFiles(event) && show(-1),
      // Without this a browser opens what is dropped, in place of the page.
      dragover: (event: DragEvent) => hasFiles(event) && event.preventDefault(),
      drop: (event: DragEvent) => {
        show(0);
        if (!event.dataTransfer || !hasFiles(event)) return;
        event.preventDefault();
        void filesOfDrop(event.dataTransfer).then((dropped) => take.current(dropped));
      },
      paste: (event: ClipboardEvent) => {
        if (!event.clipboardData || isField(event.target) || document.querySelector("dialog[open]")) return;
        const files = filesOfClipboard(event.clipboardData);
        if (files.length > 0) event.preventDefault();
        if (files.length > 0) take.current({ files, leftOut: 0 });
      },
    };
    const listened = Object.entries(handlers) as [string, EventListener][];
    for (const [name, handler] of listened) window.addEventListener(name, handler);
    return () => {
      for (const [name, handler] of listened) window.removeEventListener(name, handler);
    };
  }, []);

  return isOver;
}
