import { useEffect, useSyncExternalStore } from "react";
import { type UploadItem, uploads } from "./uploads";

export function useUploads(): readonly UploadItem[] {
  useEffect(() => void uploads.restore(), []);
  return useSyncExternalStore(uploads.subscribe, uploads.items);
}

/** On its way without anybody having to do something. */
export const isMoving = ({ state }: UploadItem) => state === "waiting" || state === "sending";

/** A review can begin with it. */
export const isReady = ({ stored }: UploadItem) =>
  stored !== null && stored.status !== "rejected" && stored.formats.length > 0;
