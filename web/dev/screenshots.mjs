// Every page and state, at phone and desktop width, light and dark: as pictures, and checked by axe.
// `npm run build`, then this; it fails on faults of accessibility, in the console, and on pages that are too wide.
// Pictures land in artifacts/screenshots at the repository's root, with an index.html that shows all of them.
// `npm run screenshots -- account` makes those of one tour.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startServer } from "./server.mjs";
import { account } from "./tours/account.mjs";
import { deck } from "./tours/deck.mjs";
import { german } from "./tours/german.mjs";
import { review } from "./tours/review.mjs";
import { visitor } from "./tours/visitor.mjs";

const folder = fileURLToPath(new URL("../../artifacts/screenshots/", import.meta.url));
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"];
const looks = [
  {
    name: "phone-light",
    viewport: { width: 360, height: 740 },
    colorScheme: "light",
    hasTouch: true,
    isMobile: true,
  },
  {
    name: "phone-dark",
    viewport: { width: 360, height: 740 },
    colorScheme: "dark",
    hasTouch: true,
    isMobile: true,
  },
  { name: "desktop-light", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { name: "desktop-dark", viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
];

const wanted = process.argv.slice(2);
const tours = Object.entries({ visitor, account, review, deck, german }).filter(
  ([title]) => wanted.length === 0 || wanted.includes(title),
);
const pictures = new Map();
await mkdir(folder, { recursive: true });
const samples = {};
const names = [
  "essay.docx",
  "long again.docx",
  "paper.pdf",
  "clean.txt",
  "broken.docx",
  "wrong.docx",
  "r.receipt.json",
  "forged.json",
];
for (const name of names) {
  samples[name] = join(tmpdir(), name);
  await writeFile(samples[name], name.endsWith("json") ? '{"jws":""}' : "Some text to review. ".repeat(2000));
}
samples["large.md"] = join(tmpdir(), "large.md");
await writeFile(samples["large.md"], "x".repeat(6 * 1024 * 1024));
const server = await startServer({ port: 0, pace: 60 });
const browser = await chromium.launch({ executablePath, args });
const complaints = [];
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
try {
  for (const { name, ...look } of looks)
    for (const [title, tour] of tours) await walk(tour, `${title}@${name}`, name, look);
} finally {
  await browser.close();
  server.close();
}
await writeFile(join(folder, "index.html"), contactSheet());
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
}

async function walk(tour, person, look, options) {
  const context = await browser.newContext({
    ...options,
    baseURL: server.url,
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    // A refused request is part of the tour; anything else in the console is a fault.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(`${look}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${look}: ${error.message}`));
  const shoot = async (what, { fullPage = true } = {}) => {
    // The header stays in view: scrolled, it would lie across the middle of the picture.
    if (fullPage) await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(150);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) complaints.push(`${look}: ${what} is ${overflow}px too wide`);
    for (const { id, nodes } of await faults(page)) {
      complaints.push(`${look}: ${what}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
    }
    await page.screenshot({ path: join(folder, `${what}-${look}.png`), fullPage });
    pictures.set(what, [...(pictures.get(what) ?? []), `${what}-${look}.png`]);
  };
  const button = (name) => page.getByRole("button", { name, exact: true });
  const link = (name) => page.getByRole("link", { name, exact: true });
  const card = page.getByRole("article", { name: "Proposed change" });
  const register = async () => {
    await page.goto("/register");
    await page.getByLabel("Email").fill(`${person.replace("@", ".")}@example.com`);
    await page.getByLabel("Display name").fill("Ada");
    await page.getByLabel("Password").fill("correct horse battery");
    await button("Create account").click();
    await page.waitForURL("**/upload");
  };
  await tour({ page, options, shoot, button, link, card, samples, complaints, register });
  await context.close();
}

async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  return violations;
}

/** A row for each page and state, a column for each look; a picture opens in full. */
function contactSheet() {
  const rows = [...pictures].map(
    ([what, files]) =>
      `<section><h2>${what}</h2>${files.map((file) => `<a href="${file}"><img loading="lazy" src="${file}" alt="${file}"></a>`).join("")}</section>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>SwipeReview, every page and state</title>
<style>body{font:15px system-ui;margin:2rem;background:#ddd}section{margin-bottom:2rem}img{height:420px;max-width:46vw;object-fit:cover;object-position:top;margin-right:1rem;border:1px solid #999}</style>
<h1>Every page and state</h1>${rows.join("\n")}</html>`;
}
