import { Worker } from 'node:worker_threads';

/**
 * Threads that take one item at a time from requests that wait in turn: a long document doesn't hold up a short one,
 * and what its caller gave up on is never started. A thread that crashes or overruns is replaced; its item fails alone.
 */
export class WorkerPool {
  #url; #size; #itemTimeout; #idleTimeout; #resourceLimits;
  #threads = new Set();
  #requests = [];
  #closed = false;

  constructor(url, { size = 1, itemTimeout = 30_000, idleTimeout = 0, resourceLimits } = {}) {
    this.#url = url;
    this.#size = size;
    this.#itemTimeout = itemTimeout;
    this.#idleTimeout = idleTimeout;
    this.#resourceLimits = resourceLimits;
  }

  get state() {
    const threads = [...this.#threads];
    return {
      threads: threads.length,
      ready: threads.filter((thread) => thread.ready).length,
      busy: threads.filter((thread) => thread.item).length,
      waiting: this.#requests.reduce((sum, request) => sum + request.items.length - request.next, 0),
    };
  }

  /** Starts all threads now, so that the first request finds them warm. */
  start() {
    while (this.#threads.size < this.#size) this.#spawn();
  }

  /** Resolves to one `{value}` or `{error}` per item, in order; rejects when `signal` aborts. */
  run(items, signal) {
    if (items.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      const request = { items, next: 0, left: items.length, results: new Array(items.length), resolve, reject };
      const abort = () => {
        this.#requests = this.#requests.filter((other) => other !== request);
        reject(signal.reason);
      };
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      request.done = () => signal?.removeEventListener('abort', abort);
      this.#requests.push(request);
      this.#dispatch();
    });
  }

  async close() {
    this.#closed = true;
    await Promise.all([...this.#threads].map((thread) => thread.worker.terminate()));
  }

  #dispatch() {
    for (const thread of this.#threads) {
      if (this.#requests.length === 0) return;
      if (thread.ready && !thread.item) this.#give(thread);
    }
    if (this.#requests.length > 0 && this.#threads.size < this.#size) this.#spawn();
  }

  #give(thread) {
    const request = this.#requests.shift();
    const index = request.next++;
    if (request.next < request.items.length) this.#requests.push(request);
    clearTimeout(thread.idle);
    thread.item = { request, index };
    thread.deadline = setTimeout(() => this.#replace(thread, 'took too long'), this.#itemTimeout);
    thread.worker.postMessage(request.items[index]);
  }

  #spawn() {
    const worker = new Worker(this.#url, { resourceLimits: this.#resourceLimits });
    const thread = { worker, ready: false, item: null, deadline: null, idle: null };
    this.#threads.add(thread);
    worker.on('message', (message) => {
      if (message.ready) thread.ready = true;
      else this.#finish(thread, message);
      this.#dispatch();
      if (!thread.item) this.#restLater(thread);
    });
    worker.on('error', (error) => this.#replace(thread, error.message));
    worker.on('exit', () => this.#replace(thread, 'stopped'));
  }

  #finish(thread, result) {
    clearTimeout(thread.deadline);
    const { request, index } = thread.item ?? {};
    thread.item = null;
    if (!request) return;
    request.results[index] = result;
    if (--request.left === 0) {
      request.done();
      request.resolve(request.results);
    }
  }

  #replace(thread, reason) {
    if (!this.#threads.delete(thread)) return;
    clearTimeout(thread.idle);
    const neverStarted = !thread.ready;
    this.#finish(thread, { error: reason });
    void thread.worker.terminate();
    if (this.#closed) return;
    if (neverStarted) {
      // A model that can't load would be loaded for ever: fail what waits, try again on the next request.
      for (const request of this.#requests.splice(0)) {
        request.done();
        request.reject(new Error(`The model could not be loaded: ${reason}`));
      }
    } else if (this.#idleTimeout === 0) this.start();
    else this.#dispatch();
  }

  #restLater(thread) {
    if (this.#idleTimeout === 0) return;
    clearTimeout(thread.idle);
    thread.idle = setTimeout(() => {
      this.#threads.delete(thread);
      void thread.worker.terminate();
    }, this.#idleTimeout).unref();
  }
}
