// node devices.mjs ADDRESS EMAIL PASSWORD JOB DECISIONS: the milliseconds from a key on one device to the change on another's
// page, of each decision, as JSON on the last line of the output. Both browsers go by this machine's clock.
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";

const [address, email, password, job, decisions] = process.argv.slice(2);
const patience = 30_000;
const browsers = [];
try {
  const here = await openDeck();
  const there = await openDeck();
  await there.evaluate(observeProgress);
  await here.evaluate(() => {
    const stamp = () => {
      globalThis.pressedAt = performance.timeOrigin + performance.now();
    };
    addEventListener("keydown", stamp, { capture: true });
  });
  // The first one is to warm up.
  const times = [];
  for (let number = 0; number <= Number(decisions); number++) times.push(await decide(here, there, number));
  console.log(JSON.stringify(times.slice(1)));
} finally {
  for (const browser of browsers) await browser.close();
}

async function decide(here, there, number) {
  const before = await there.evaluate(() => globalThis.shown.value);
  await here.keyboard.press(number % 2 === 0 ? "ArrowRight" : "ArrowLeft");
  await there.waitForFunction((was) => globalThis.shown.value !== was, before, { timeout: patience });
  const at = await there.evaluate(() => globalThis.shown.at);
  const pressed = await here.evaluate(() => globalThis.pressedAt);
  // Not in step with anything that the app does regularly.
  await pause(700 + Math.random() * 600);
  return at - pressed;
}

/** In a browser of its own, as a device has one. */
async function openDeck() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });
  browsers.push(browser);
  const page = await browser.newPage({ baseURL: address });
  await page.goto(`/login?next=${encodeURIComponent(`/jobs/${job}/review`)}`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("article").first().waitFor();
  await pause(3_000); // the service worker installs itself, and the deck's plan comes
  return page;
}

/** Runs in the page: when its count of decided cards changed last, and to what. */
function observeProgress() {
  const value = () => document.querySelector("progress")?.getAttribute("value") ?? null;
  globalThis.shown = { value: value(), at: null };
  new MutationObserver(() => {
    if (value() === globalThis.shown.value) return;
    globalThis.shown = { value: value(), at: performance.timeOrigin + performance.now() };
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}
