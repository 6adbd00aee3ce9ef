/** No news waits longer than this, in milliseconds, however long a hand rests. */
const longest = 1_000;

let isOn = false;
let waiting: (() => void)[] = [];
let patience: ReturnType<typeof setTimeout> | undefined;

/**
 * While a hand is on something that follows it, what others have to say waits: a frame has no time for both. It is said
 * when the hand has let go and what that did is drawn.
 */
export const hands = {
  on(): void {
    isOn = true;
  },
  off(): void {
    if (!isOn) return;
    isOn = false;
    if (waiting.length > 0) requestAnimationFrame(() => setTimeout(sayAll));
  },
  /** At once, where no hand is on anything. */
  whenFree(say: () => void): void {
    if (isOn) {
      waiting.push(say);
      patience ??= setTimeout(sayAll, longest);
    } else say();
  },
};

function sayAll(): void {
  clearTimeout(patience);
  patience = undefined;
  const said = waiting;
  waiting = [];
  for (const say of said) say();
}
