// What a finger feels: frames while a card is dragged, and the time from a decision to the next paint.
import { setTimeout as pause } from "node:timers/promises";

/** A mid-range phone: Lighthouse's mobile screen, with a processor four times slower than this machine's. */
export const phone = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, hasTouch: true, isMobile: true };
const slowdown = 4;
const frame = 1000 / 60;

/**
 * Swipes `swipes` cards away, every second one to the left, each over some 400 ms.
 * @returns {Promise<{frames: number[], work: number[], paints: number[]}>} milliseconds between the frames that were
 *   drawn during drags; milliseconds of main-thread work in each of them; from lifting the finger to the next paint
 */
export async function swipe(browser, page, { card, swipes }) {
  const cdp = await page.context().newCDPSession(page);
  await page.evaluate(observePaints);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline.frame", "blink.user_timing"] });
  for (let number = 0; number < swipes; number++) {
    await drag(page, cdp, card, number % 2 === 0 ? 1 : -1);
    await pause(500);
  }
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const paints = await page.evaluate(() => globalThis.paints);
  if (paints.length < swipes / 2) throw new Error(`Of ${swipes} swipes the browser reported ${paints.length}.`);
  return { ...framesOf(traceEvents), paints };
}

/** From a key to the next paint, for the same cards decided by keyboard. */
export async function press(page, { keys, presses }) {
  const cdp = await page.context().newCDPSession(page);
  await page.evaluate(observePaints);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  for (let number = 0; number < presses; number++) {
    await page.keyboard.press(keys[number % keys.length]);
    await pause(350);
  }
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return page.evaluate(() => globalThis.paints);
}

async function drag(page, cdp, card, side) {
  const box = await page.locator(card).first().boundingBox();
  const from = { x: box.x + box.width / 2, y: box.y + 40 };
  const touch = (type, x, y = from.y) =>
    cdp.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  await touch("touchStart", from.x);
  await touch("touchMove", from.x + side * 12);
  await page.evaluate(() => performance.mark("drag"));
  const began = performance.now();
  // Oftener than frames are drawn, so that no frame is without news for want of a finger; which waits for no answer.
  const moves = [];
  for (let part = 0; part < 1; ) {
    part = Math.min(1, (performance.now() - began) / 400);
    moves.push(touch("touchMove", from.x + side * (12 + part * 210), from.y + Math.sin(part * 3) * 14));
    await pause(6);
  }
  await Promise.all(moves);
  await page.evaluate(() => performance.mark("lift"));
  await touch("touchEnd");
}

/** Runs in the page. The browser tells events of 16 ms and more, in steps of 8 ms. */
function observePaints() {
  globalThis.paints = [];
  const worst = new Map();
  new PerformanceObserver((list) => {
    for (const { name, interactionId, duration } of list.getEntries()) {
      if (!interactionId || !["pointerup", "keydown"].includes(name)) continue;
      worst.set(interactionId, Math.max(worst.get(interactionId) ?? 0, duration));
      globalThis.paints = [...worst.values()];
    }
  }).observe({ type: "event", durationThreshold: 16 });
}

function framesOf(events) {
  const marks = (name) => events.filter((event) => event.cat?.includes("blink.user_timing") && event.name === name).map(({ ts }) => ts).sort((a, b) => a - b);
  const drags = marks("drag").map((start) => ({ start, end: marks("lift").find((lift) => lift > start) }));
  const drawn = events.filter(({ name }) => name === "DrawFrame").map(({ ts }) => ts).sort((a, b) => a - b);
  const { pid, tid } = mainThread(events);
  const tasks = events.filter((event) => event.name.endsWith("RunTask") && event.pid === pid && event.tid === tid && event.dur);
  const frames = [];
  const work = [];
  for (const { start, end } of drags) {
    const during = drawn.filter((at) => at >= start && at <= end);
    for (let number = 1; number < during.length; number++) {
      const [before, now] = [during[number - 1], during[number]];
      frames.push((now - before) / 1000);
      work.push(tasks.reduce((sum, { ts, dur }) => sum + Math.max(0, Math.min(now, ts + dur) - Math.max(before, ts)), 0) / 1000);
    }
  }
  if (frames.length < drags.length * 10) throw new Error(`${frames.length} frames in ${drags.length} drags: the trace does not show them.`);
  if (!work.some((length) => length > 0)) throw new Error("The trace shows frames without any work.");
  return { frames, work };
}

/** That of the page: where its marks were made. */
function mainThread(events) {
  return events.find((event) => event.cat?.includes("blink.user_timing") && event.name === "drag");
}

/** Frames of a hundred that came in time: within a display's period, and half of one for the clock's own jitter. */
export const inTime = (frames) => (100 * frames.filter((length) => length < frame * 1.5).length) / frames.length;
/** Frames of a hundred whose work fits into a display's period. */
export const lightEnough = (work) => (100 * work.filter((length) => length <= frame).length) / work.length;
