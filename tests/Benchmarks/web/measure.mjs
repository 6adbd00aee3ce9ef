// node measure.mjs ADDRESS EMAIL PASSWORD JOB: the web app of a running system, as JSON on the last line of the output.
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import { inTime, lightEnough, phone, press, swipe } from "./drags.mjs";

const [address, email, password, job] = process.argv.slice(2);
const runs = 3;
const swipes = 20;
const port = await freePort();
const browser = await chromium.launchPersistentContext("", {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", `--remote-debugging-port=${port}`],
  baseURL: address,
  ...phone,
});
try {
  const page = await browser.newPage();
  const pages = { home: await audit("/") };
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/login"));
  pages.jobs = await audit("/jobs");
  pages.deck = await audit(`/jobs/${job}/review`);

  await page.goto(`/jobs/${job}/review`);
  await page.getByRole("article").first().waitFor();
  const ours = await swipe(browser.browser() ?? browser, page, { card: "article:not([data-gone]):not([aria-hidden])", swipes });
  const keys = await press(page, { keys: ["ArrowRight", "ArrowLeft"], presses: swipes });

  const peer = await servePeer();
  await page.goto(peer.url);
  const theirs = await swipe(browser.browser() ?? browser, page, { card: ".card >> nth=-1", swipes });
  await peer.close();

  console.log(JSON.stringify({ pages, decks: { ours: told(ours), theirs: told(theirs) }, keys }));
} finally {
  await browser.close();
}

function told({ frames, work, paints }) {
  return { frames: frames.length, inTime: inTime(frames), lightEnough: lightEnough(work), frameTimes: frames, paints };
}

/** Scores of 0 to 100 for each run, by Lighthouse's mobile settings. A trace that failed is no figure, and is taken again. */
async function audit(path) {
  const scores = [];
  for (let attempt = 1; scores.length < runs; attempt++) {
    const result = await lighthouse(new URL(path, address).href, {
      port,
      output: "json",
      logLevel: "error",
      disableStorageReset: true,
      onlyCategories: ["performance", "accessibility", "best-practices"],
    });
    const { categories, audits, runtimeError } = result.lhr;
    if (runtimeError && attempt < 2 * runs) continue;
    if (runtimeError) throw new Error(`${path}: ${runtimeError.message}`);
    scores.push({
      ...Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)])),
      firstPaint: audits["first-contentful-paint"].numericValue,
      largestPaint: audits["largest-contentful-paint"].numericValue,
      blocking: audits["total-blocking-time"].numericValue,
      faults: Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.9).map(({ id }) => id)),
    });
  }
  return scores;
}

async function servePeer() {
  const root = fileURLToPath(new URL("./peer/", import.meta.url));
  const built = { root, logLevel: "error", build: { outDir: fileURLToPath(new URL("./dist/", import.meta.url)), emptyOutDir: true } };
  await build(built);
  const server = await preview({ ...built, preview: { port: await freePort(), host: "127.0.0.1" } });
  return { url: server.resolvedUrls.local[0], close: () => server.close() };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port: free } = server.address();
      server.close(() => resolve(free));
    });
  });
}
