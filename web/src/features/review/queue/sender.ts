import { messageOf } from "@/lib/api/messages";

/** Long enough to gather a fast hand's swipes, short enough that another device sees them within a second. */
const gatherFor = 300;
const longestPause = 30_000;

interface Options {
  /** Sends all there is. Rejects when what is left can't be sent now. */
  deliver: () => Promise<void>;
  hasWork: () => boolean;
  /** Delivering has ended, well or not. */
  onEnd: () => void;
  onProblem?: (() => void) | undefined;
}

/** When decisions are sent: gathered for a moment, one delivery at a time, again after pauses that grow. */
export class Sender {
  #delivery: Promise<void> | null = null;
  #failures = 0;
  #problem: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(private readonly options: Options) {}

  /** Why the last delivery failed. */
  get problem(): string | null {
    return this.#problem;
  }

  /** There is more to send: after the pause of the last failure, else in a moment, or now when there is no room for more. */
  gather(isFull: boolean): void {
    if (this.#failures === 0) this.#schedule(isFull ? 0 : gatherFor);
  }

  /** Without any pause. */
  hurry(): void {
    if (this.options.hasWork()) this.#schedule(0);
  }

  /** The server can be reached, whoever has found that out. */
  reached(): void {
    this.#failures = 0;
    this.#problem = null;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.#deliver(), delay);
  }

  async #deliver(): Promise<void> {
    const { deliver, hasWork, onEnd, onProblem } = this.options;
    if (this.#delivery || !hasWork()) return;
    this.#delivery = deliver();
    try {
      await this.#delivery;
      this.reached();
    } catch (error) {
      this.#failures += 1;
      this.#problem = messageOf(error);
      onProblem?.();
    }
    this.#delivery = null;
    onEnd();
    if (hasWork()) this.#schedule(this.#failures === 0 ? gatherFor : this.#pause());
  }

  #pause(): number {
    return Math.min(500 * 2 ** this.#failures, longestPause) * (0.75 + Math.random() / 2);
  }
}
