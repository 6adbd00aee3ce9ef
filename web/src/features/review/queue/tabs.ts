import { channelName, type Word } from "./tabWords";

export interface Tabs {
  tell(word: Word): void;
}

/**
 * The other tabs. A page that the browser puts aside can't hold a channel open; when it is brought back it reads the
 * journal instead of what it missed.
 */
export function openTabs(onWord: (word: Word) => void): Tabs {
  let channel: BroadcastChannel | null = null;
  const open = () => {
    if (typeof BroadcastChannel === "undefined") return;
    channel ??= new BroadcastChannel(channelName);
    channel.onmessage = ({ data }) => onWord(data as Word);
  };
  const close = () => {
    channel?.close();
    channel = null;
  };
  open();
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
  return { tell: (word) => channel?.postMessage(word) };
}
