import type { Intent } from "./intent";

/**
 * Decisions that the server has not confirmed, kept through reloads. One entry a decision, so that two tabs on
 * the same job never overwrite each other's; localStorage, because it is written before the next line runs.
 */
export class Journal {
  readonly #prefix: string;

  constructor(
    jobId: string,
    private readonly storage: Storage = localStorage,
  ) {
    this.#prefix = `swipereview.decision.${jobId}.`;
  }

  add(intent: Intent): void {
    try {
      this.storage.setItem(this.#prefix + intent.id, JSON.stringify(intent));
    } catch {
      // Storage is full or forbidden: the decision still goes out from memory, it only won't survive a reload.
    }
  }

  remove(intents: Iterable<Pick<Intent, "id">>): void {
    for (const { id } of intents) this.storage.removeItem(this.#prefix + id);
  }

  /** In the order of decision: the ids are UUIDs v7. */
  read(): Intent[] {
    const found: Intent[] = [];
    for (let index = 0; index < this.storage.length; index++) {
      const key = this.storage.key(index);
      if (!key?.startsWith(this.#prefix)) continue;
      const intent = parse(this.storage.getItem(key));
      if (intent) found.push(intent);
    }
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

function parse(text: string | null): Intent | null {
  try {
    return text === null ? null : (JSON.parse(text) as Intent);
  } catch {
    return null;
  }
}
