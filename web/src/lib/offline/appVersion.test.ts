import { beforeEach, describe, expect, it, vi } from "vitest";
import { AppVersion } from "./appVersion";

class Worker extends EventTarget {
  readonly told: unknown[] = [];
  state = "installing";
  postMessage(message: unknown) {
    this.told.push(message);
  }
  install() {
    this.state = "installed";
    this.dispatchEvent(new Event("statechange"));
  }
}

class Container extends EventTarget {
  controller: Worker | null = null;
  readonly registration = Object.assign(new EventTarget(), {
    waiting: null as Worker | null,
    installing: null as Worker | null,
    update: vi.fn(() => Promise.resolve()),
  });
  register = () => Promise.resolve(this.registration);
  find(): Worker {
    this.registration.installing = new Worker();
    this.registration.dispatchEvent(new Event("updatefound"));
    return this.registration.installing;
  }
  takeOver(worker: Worker) {
    this.controller = worker;
    this.dispatchEvent(new Event("controllerchange"));
  }
}

let container: Container;
let reloadPage: () => void;
const open = async () => {
  const version = new AppVersion(container as unknown as ServiceWorkerContainer, reloadPage);
  await version.register();
  return version;
};

beforeEach(() => {
  container = new Container();
  reloadPage = vi.fn<() => void>();
});

describe("A new version", () => {
  it("is no news on the first visit", async () => {
    const version = await open();
    const first = container.find();
    first.install();
    container.takeOver(first);
    expect(version.state()).toBe("none");
    expect(reloadPage).not.toHaveBeenCalled();
  });

  it("waits until it is let in, and the page is loaded anew when it has taken over", async () => {
    container.controller = new Worker();
    const version = await open();
    const next = container.find();
    expect(version.state()).toBe("none");
    next.install();
    expect(version.state()).toBe("waiting");
    version.reload();
    expect(next.told).toEqual(["take-over"]);
    expect(reloadPage).not.toHaveBeenCalled();
    container.takeOver(next);
    expect(reloadPage).toHaveBeenCalledOnce();
  });

  it("is offered to a page that was opened after it had come", async () => {
    container.controller = new Worker();
    container.registration.waiting = new Worker();
    expect((await open()).state()).toBe("waiting");
  });

  it("that another tab let in does not take a page away from under somebody's hands", async () => {
    container.controller = new Worker();
    const version = await open();
    container.takeOver(new Worker());
    expect(version.state()).toBe("taken");
    expect(reloadPage).not.toHaveBeenCalled();
    version.reload();
    expect(reloadPage).toHaveBeenCalledOnce();
  });

  it("is looked for when somebody comes back after hours", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await open();
    const comeBack = () => document.dispatchEvent(new Event("visibilitychange"));
    comeBack();
    expect(container.registration.update).not.toHaveBeenCalled();
    vi.setSystemTime(Date.now() + 2 * 60 * 60_000);
    comeBack();
    comeBack();
    expect(container.registration.update).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });
});
