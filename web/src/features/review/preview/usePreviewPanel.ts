import { useMemo, useState } from "react";
import { useMedia } from "@/lib/media";
import type { View } from "./compose";

/** From here on there is room for the text beside the cards. */
const roomBeside = "(min-width: 68.75rem)";
const storageKey = "swipereview.preview";
const views: View[] = ["original", "current", "all"];

/** Where the preview is and what it shows: beside the deck where there is room, over it where there is none. */
export function usePreviewPanel() {
  const hasRoom = useMedia(roomBeside);
  const [isWanted, setWanted] = useState(() => localStorage.getItem(storageKey) !== "closed");
  const [isSheet, setSheet] = useState(false);
  const [view, setView] = useState<View>("current");

  // The same object while nothing about it changes: a swipe must not draw the text anew for it.
  return useMemo(
    () => ({
      isOpen: hasRoom ? isWanted : isSheet,
      isBeside: hasRoom && isWanted,
      view,
      setView,
      nextView: () => setView((shown) => views[(views.indexOf(shown) + 1) % views.length] ?? "current"),
      toggle: () => {
        if (!hasRoom) return setSheet(!isSheet);
        setWanted(!isWanted);
        localStorage.setItem(storageKey, isWanted ? "closed" : "open");
      },
    }),
    [hasRoom, isWanted, isSheet, view],
  );
}

export type PreviewPanel = ReturnType<typeof usePreviewPanel>;
