import { Worker } from 'node:worker_threads';

/** More is waiting than the threads can do in time; `retryAfter` says in how many seconds they may have caught up. */
export class QueueFull extends Error {
  constructor(retryAfter) {
    super('Too much is waiting.');
    this.retryAfter = retryAfter;
  }
}

/** The caller's time was over before its last item was done. */
export class OutOfTime extends Error {}

/**
 * Threads that take one item at a time from requests that wait in turn: a long document doesn't hold up a short one,
 * and what its caller gave up on is never started. `min` threads are kept warm; more are started while work waits, up
 * to `max` and while `mayGrow`, and let go when they had nothing to do for a while. A thread that crashes or hangs is
 * replaced, and its item fails alone.
 *
 * An item is `{weight, work}`: `work` goes to the thread, and `weight` is what the line is measured in. What `prepare`
 * resolves to is every thread's `workerData`; nothing is started before.
 */
export class WorkerPool {
  #url; #options;
  #threads = new Set();
  #requests = [];
  #waiting = { items: 0, weight: 0 };
  #pace = 0; // weight per second and thread, as lately measured
  #failures = 0;
  #respawn = null;
  #prepared = null;
  #workerData;
  #closed = false;

  constructor(url, options) {
    this.#url = url;
    this.#options = {
      min: 0, max: 1, maxWaiting: Infinity, itemTimeout: 30_000, startTimeout: 60_000, idleTimeout: 60_000, mayGrow: () => true, prepare: async () => undefined,
      ...options,
    };
  }

  get state() {
    const threads = [...this.#threads];
    return {
      threads: threads.length,
      ready: threads.filter((thread) => thread.ready).length,
      busy: threads.filter((thread) => thread.item).length,
      waiting: this.#waiting.items,
      max: this.#options.max,
    };
  }

  /** Starts the threads that are always kept, so that the first request finds them warm. */
  start() {
    this.#prepared ??= this.#options.prepare().then((workerData) => {
      this.#workerData = { value: workerData };
    });
    void this.#prepared.then(() => {
      while (!this.#closed && this.#threads.size < this.#options.min) this.#spawn();
      this.#dispatch();
    });
  }

  /**
   * Resolves to one `{value}` or `{error}` per item, in order. Rejects with `QueueFull` at once, with `OutOfTime` after
   * `timeout` ms, or with the reason of `signal`; what was not begun by then never is.
   */
  run(items, { signal, timeout } = {}) {
    if (items.length === 0) return Promise.resolve([]);
    const weight = items.reduce((sum, item) => sum + item.weight, 0);
    // While there is room at all a request is let in whatever its size: a large one could never be otherwise.
    if (this.#waiting.weight >= this.#options.maxWaiting) {
      return Promise.reject(new QueueFull(this.#secondsToClear()));
    }
    return new Promise((resolve, reject) => {
      const request = { items, next: 0, left: items.length, results: new Array(items.length), settle: null };
      const abort = () => request.settle(() => reject(signal.reason));
      const timer = timeout && setTimeout(() => request.settle(() => reject(new OutOfTime('The request took too long.'))), timeout);
      request.settle = (settle) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        this.#drop(request);
        settle();
      };
      request.resolve = () => request.settle(() => resolve(request.results));
      request.reject = (error) => request.settle(() => reject(error));
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      this.#requests.push(request);
      this.#waiting.items += items.length;
      this.#waiting.weight += weight;
      this.#dispatch();
    });
  }

  /** Puts a new thread in the place of those that there are, once it is ready and they have done what they are at. */
  renew() {
    if (this.#closed) return;
    const old = [...this.#threads];
    this.#spawn().onReady = () => {
      for (const thread of old) {
        thread.retiring = true;
        if (!thread.item) this.#replace(thread, 'retired');
      }
    };
  }

  async close() {
    this.#closed = true;
    clearTimeout(this.#respawn);
    await Promise.all([...this.#threads].map((thread) => thread.worker.terminate()));
  }

  #secondsToClear() {
    const perSecond = this.#pace * Math.max(1, this.state.ready);
    return perSecond === 0 ? 5 : Math.min(60, Math.max(1, Math.ceil(this.#waiting.weight / perSecond)));
  }

  #drop(request) {
    const at = this.#requests.indexOf(request);
    if (at < 0) return;
    this.#requests.splice(at, 1);
    for (let index = request.next; index < request.items.length; index++) this.#leave(request.items[index]);
  }

  #leave(item) {
    this.#waiting.items--;
    this.#waiting.weight -= item.weight;
  }

  #dispatch() {
    const { min, max, mayGrow } = this.#options;
    for (const thread of this.#threads) {
      if (this.#requests.length === 0) return;
      if (thread.ready && !thread.item) this.#give(thread);
    }
    const starting = [...this.#threads].some((thread) => !thread.ready);
    if (!this.#workerData) this.start();
    else if (this.#requests.length > 0 && !starting && this.#threads.size < max && (this.#threads.size < Math.max(1, min) || mayGrow())) this.#spawn();
  }

  #give(thread) {
    const request = this.#requests.shift();
    const index = request.next++;
    if (request.next < request.items.length) this.#requests.push(request);
    const item = request.items[index];
    this.#leave(item);
    clearTimeout(thread.idle);
    thread.item = { request, index, since: performance.now() };
    thread.deadline = setTimeout(() => this.#replace(thread, 'took too long'), this.#options.itemTimeout);
    thread.worker.postMessage(item.work);
  }

  #spawn() {
    const worker = new Worker(this.#url, { workerData: this.#workerData.value });
    const thread = { worker, ready: false, item: null, deadline: null, idle: null, retiring: false, onReady: null };
    this.#threads.add(thread);
    thread.deadline = setTimeout(() => this.#replace(thread, 'took too long to start'), this.#options.startTimeout);
    worker.on('message', (message) => {
      if (message.ready) {
        clearTimeout(thread.deadline);
        thread.ready = true;
        this.#failures = 0;
        thread.onReady?.();
      } else {
        this.#finish(thread, message);
        if (message.worn || thread.retiring) this.#replace(thread, 'worn out');
      }
      this.#dispatch();
      if (!thread.item) this.#restLater(thread);
    });
    worker.on('error', (error) => this.#replace(thread, error.message));
    worker.on('exit', () => this.#replace(thread, 'stopped'));
    return thread;
  }

  #finish(thread, { value, error }) {
    clearTimeout(thread.deadline);
    const { request, index, since } = thread.item ?? {};
    thread.item = null;
    if (!request) return;
    if (error === undefined) {
      const pace = request.items[index].weight * 1_000 / Math.max(1, performance.now() - since);
      this.#pace = this.#pace === 0 ? pace : this.#pace * 0.9 + pace * 0.1;
    }
    request.results[index] = error === undefined ? { value } : { error };
    if (--request.left === 0) request.resolve();
  }

  #replace(thread, reason) {
    if (!this.#threads.delete(thread)) return;
    clearTimeout(thread.idle);
    clearTimeout(thread.deadline);
    this.#finish(thread, { error: reason });
    void thread.worker.terminate();
    if (this.#closed) return;
    if (thread.ready) {
      this.start();
      return;
    }
    // A model that can't load would be loaded for ever: fail what waits for it, and try again ever more seldom.
    console.error(`A model could not be loaded: ${reason}`);
    if (![...this.#threads].some((other) => other.ready)) {
      for (const request of [...this.#requests]) request.reject(new Error(`The model could not be loaded: ${reason}`));
    }
    clearTimeout(this.#respawn);
    this.#respawn = setTimeout(() => this.start(), Math.min(30_000, 500 * 2 ** this.#failures++)).unref();
  }

  #restLater(thread) {
    clearTimeout(thread.idle);
    thread.idle = setTimeout(() => {
      if (thread.item || this.#threads.size <= this.#options.min || !this.#threads.delete(thread)) return;
      void thread.worker.terminate();
    }, this.#options.idleTimeout).unref();
  }
}
