const window = 4_000;

/** Bytes a second over the last seconds; null until there is something to go by. */
export class Pace {
  #samples: { at: number; sent: number }[] = [];

  add(sent: number, at = performance.now()): number | null {
    // Bytes that were lost with a connection are sent again.
    this.#samples = this.#samples.filter((sample) => at - sample.at < window && sample.sent <= sent);
    this.#samples.push({ at, sent });
    const first = this.#samples[0];
    if (!first || at - first.at < 500) return null;
    return ((sent - first.sent) / (at - first.at)) * 1000;
  }
}
