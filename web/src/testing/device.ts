import { QueryClient } from "@tanstack/react-query";
import { applyDecisions, applyOwn } from "@/features/review/api/changes";
import { Listing } from "@/features/review/api/listing";
import { DecisionQueue } from "@/features/review/queue/decisionQueue";
import type { Entry, Intent } from "@/features/review/queue/intent";
import { Journal } from "@/features/review/queue/journal";
import { standingsOf } from "@/features/review/queue/standing";
import type { Tabs } from "@/features/review/queue/tabs";
import type { Word } from "@/features/review/queue/tabWords";
import { jobKeys } from "@/lib/api/queryClient";
import type { Change, Decision } from "@/lib/api/types";
import type { DecisionServer } from "./decisionServer";
import { MemoryShelf } from "./memoryShelf";

const jobId = "job-1";
const key = jobKeys.changes(jobId);

/** What becomes of a request: of it, of its answer; and whether the network delivers it again later. */
export type Fate = "answered" | "answer lost" | "lost" | "refused for now" | "again later";

/** A phone or a computer: its storage outlives its tabs, which go with everything that has not reached storage. */
export class Device {
  isOffline = false;
  /** How far its clock is off. */
  skew = 0;
  readonly shelf = new MemoryShelf();
  readonly tabs: (Tab | null)[] = [null, null];
  readonly made = new Set<string>();
  /** What pages keep of the cards for a start without network. */
  kept: Change[];
  /** Requests that the network will deliver once more. */
  readonly late: Decision[][] = [];
  fates: Fate[] = [];
  readonly #items = new Map<string, string>();
  #lines = new Map<string, Promise<unknown>>();

  constructor(readonly server: DecisionServer) {
    this.kept = server.changes();
  }

  get storage(): Storage {
    const items = this.#items;
    return {
      get length() {
        return items.size;
      },
      key: (index: number) => [...items.keys()][index] ?? null,
      getItem: (name: string) => items.get(name) ?? null,
      setItem: (name: string, value: string) => void items.set(name, value),
      removeItem: (name: string) => void items.delete(name),
      clear: () => items.clear(),
    };
  }

  get leftovers(): number {
    return this.shelf.kept.size + this.#items.size;
  }

  open(index: number): Tab {
    const tab = new Tab(this, (word) => {
      for (const other of this.tabs) if (other !== tab) other?.hear(word);
    });
    this.tabs[index] = tab;
    return tab;
  }

  /** Whatever it was doing: what has not happened by now never will. */
  crash(index: number): void {
    this.tabs[index]?.die();
    this.tabs[index] = null;
  }

  /** Web Locks: first come, first served; who dies lets go. */
  lock = <T>(name: string, work: () => Promise<T>, died: Promise<unknown>): Promise<T> => {
    const turn = (this.#lines.get(name) ?? Promise.resolve()).then(work, work);
    this.#lines.set(
      name,
      Promise.race([turn, died]).catch(() => undefined),
    );
    return turn;
  };

  /** Delivers what the network had kept for later. */
  deliverLate(): void {
    for (const batch of this.late.splice(0)) this.server.decide(batch);
  }
}

/** The app in one tab, from the queue to the network; `hear` and `follow` are what the browser would do. */
export class Tab {
  isDead = false;
  readonly client = new QueryClient();
  readonly queue: DecisionQueue;
  /** The last event that it was told, as `Last-Event-ID`. */
  #last: number;
  #stream: { data: ReturnType<DecisionServer["tell"]>; id: number }[] = [];
  #sent: number;
  #die: () => void = () => undefined;
  readonly #died = new Promise<void>((resolve) => {
    this.#die = resolve;
  });

  constructor(
    private readonly device: Device,
    tell: (word: Word) => void,
  ) {
    const { server } = device;
    this.client.setQueryData<Change[]>(key, device.isOffline ? device.kept : server.changes());
    this.#last = device.isOffline ? 0 : server.events.length;
    this.#sent = this.#last;
    const tabs: Tabs = {
      tell: (word) => void setTimeout(() => !this.isDead && tell(structuredClone(word)), 1),
    };
    this.queue = new DecisionQueue({
      jobId,
      user: "ann",
      journal: new Journal(this.#shelf(), () => device.storage),
      tabs,
      lock: (name, work) => device.lock(name, work, this.#died),
      now: () => Date.now() + device.skew,
      send: (batch) => this.#send(batch),
      changes: () => this.changes,
      onSent: (changeIds, intents) => applyOwn(this.client, jobId, changeIds, intents),
      onUncertain: () => void this.list(),
    });
  }

  get changes(): Change[] {
    return this.client.getQueryData<Change[]>(key) ?? [];
  }

  get intents(): ReadonlyMap<string, Intent> {
    return this.queue.snapshot().intents;
  }

  /** As the person sees it. */
  shown(): Record<string, string> {
    const standings = standingsOf(this.changes, this.intents);
    return Object.fromEntries(
      this.changes.map(({ id }) => {
        const standing = standings.get(id);
        return [id, standing?.settledBy?.changeId ?? standing?.state ?? ""];
      }),
    );
  }

  decide(changeId: string, action: Intent["action"], replacement?: string): void {
    this.queue.decide(changeId, action, replacement);
  }

  hear(word: Word): void {
    if (!this.isDead) this.queue.hear(word);
  }

  /** Asks for the cards again, which takes a while both ways. */
  async list(): Promise<void> {
    const listing = new Listing(this.client, jobId);
    await wait(20);
    if (this.isDead || this.device.isOffline) return;
    const changes = this.device.server.changes();
    await wait(20);
    if (this.isDead) return;
    listing.add(changes);
    this.client.setQueryData<Change[]>(key, listing.finish());
    this.queue.confirm(listing.news, this.changes);
  }

  /** The server writes what has happened into the stream; it is read later, or never where the connection breaks. */
  stream(): void {
    if (this.isDead || this.device.isOffline) return;
    const { events } = this.device.server;
    for (; this.#sent < events.length; this.#sent++) {
      this.#stream.push({ data: this.device.server.tell(events[this.#sent] ?? []), id: this.#sent + 1 });
    }
  }

  read(most = Number.POSITIVE_INFINITY): void {
    if (this.isDead) return;
    for (const { data, id } of this.#stream.splice(0, most)) {
      this.queue.confirm(data, applyDecisions(this.client, jobId, structuredClone(data)));
      this.#last = id;
    }
    this.device.kept = structuredClone(this.changes);
  }

  /** The connection broke: it goes on after the last event that was read. */
  reconnect(): void {
    this.#stream = [];
    this.#sent = this.#last;
  }

  die(): void {
    this.isDead = true;
    this.queue.close();
    this.#die();
  }

  async #send(batch: Decision[]) {
    const never = new Promise<never>(() => undefined);
    if (this.isDead) return never;
    if (this.device.isOffline) throw new TypeError("offline");
    const fate = this.device.fates.shift() ?? "answered";
    await wait(20);
    // A request that is on its way arrives, whatever becomes of the page.
    if (fate === "refused for now" || fate === "lost") throw new TypeError(fate);
    if (fate === "again later") this.device.late.push(structuredClone(batch));
    const answer = this.device.server.decide(structuredClone(batch));
    await wait(20);
    if (this.isDead) return never;
    if (fate === "answer lost") throw new TypeError(fate);
    return answer;
  }

  /** The device's shelf as this page sees it: what it asks for when it is dead doesn't happen, nor is it answered. */
  #shelf(): MemoryShelf {
    const { shelf } = this.device;
    const alive = <T>(work: () => T): Promise<T> =>
      new Promise((resolve) => setTimeout(() => this.isDead || resolve(work()), 1));
    const read = (id?: string) => [...shelf.kept.values()].filter((entry) => !id || entry.jobId === id);
    return Object.assign(new MemoryShelf(), {
      put: (entries: readonly Entry[]) =>
        alive(() => {
          for (const entry of entries) shelf.kept.set(entry.id, structuredClone(entry));
        }),
      remove: (ids: readonly string[]) => alive(() => ids.forEach((id) => void shelf.kept.delete(id))),
      read: (id?: string) => alive(() => read(id).map((entry) => structuredClone(entry))),
    });
  }
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
