import type { Gone } from "./deliver";
import type { Entry } from "./intent";

/** What tabs of this device, and its service worker, tell each other, so that all show the same. */
export type Word = { jobId: string } & ({ type: "made"; entry: Entry } | { type: "gone"; gone: Gone });

export const channelName = "swipereview.decisions";

/** For who only tells. */
export function tellTabs(word: Word): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(word);
  channel.close();
}
