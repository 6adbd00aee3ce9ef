// Every page and state, at phone and desktop width, light and dark: as pictures, and checked by axe.
// `npm run build`, then this; it fails on faults of accessibility, in the console, and on pages that are too wide.
// Pictures land in artifacts/screenshots at the repository's root.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startServer } from "./server.mjs";

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

await mkdir(folder, { recursive: true });
const samples = {};
const names = [
  "essay.docx",
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
  for (const { name, ...look } of looks) await tour(name, look);
} finally {
  await browser.close();
  server.close();
}
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
}

async function tour(look, options) {
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
    await page.waitForTimeout(150);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) complaints.push(`${look}: ${what} is ${overflow}px too wide`);
    for (const { id, nodes } of await faults(page)) {
      complaints.push(`${look}: ${what}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
    }
    await page.screenshot({ path: join(folder, `${what}-${look}.png`), fullPage });
  };
  const button = (name) => page.getByRole("button", { name, exact: true });
  const link = (name) => page.getByRole("link", { name, exact: true });
  const card = page.getByRole("article", { name: "Proposed change" });
  const start = async (file) => {
    await page.goto("/upload");
    await page.getByLabel("File").setInputFiles(samples[file]);
    await button("Start review").click();
  };

  await page.goto("/");
  await card.waitFor();
  await shoot("home");
  await page.goto("/verify");
  await page.getByLabel("Receipt").setInputFiles(samples["r.receipt.json"]);
  await page.getByLabel("Original").setInputFiles(samples["essay.docx"]);
  await button("Check this receipt").click();
  await page.getByText("What could be checked holds").waitFor();
  await shoot("verify");
  await page.getByLabel("Receipt").setInputFiles(samples["forged.json"]);
  await button("Check this receipt").click();
  await page.getByRole("alert").waitFor();
  await shoot("verify-broken");
  await page.getByLabel("Receipt").setInputFiles(samples["clean.txt"]);
  await button("Check this receipt").click();
  await page.getByText("This is no receipt").waitFor();
  await shoot("verify-refused");
  await page.goto("/jobs");
  await page.getByRole("heading", { name: "Welcome back" }).waitFor();
  await shoot("login");
  await page.getByLabel("Email").fill("nobody@example.com");
  await page.getByLabel("Password").fill("wrong password");
  await button("Log in").click();
  await page.getByRole("alert").waitFor();
  await shoot("login-refused");
  await page.goto("/register");
  await page.getByLabel("Email").fill(`${look}@example.com`);
  await page.getByLabel("Display name").fill("Ada");
  await page.getByLabel("Password").fill("correct horse battery");
  await shoot("register");
  await button("Create account").click();
  await page.waitForURL("**/upload");
  await page.getByRole("heading", { name: "New review" }).waitFor();
  await shoot("upload");
  await link("Reviews").click();
  await page.getByText("No reviews yet").waitFor();
  await shoot("jobs-empty");
  await page.goto("/upload");
  await page.getByLabel("File").setInputFiles(samples["essay.docx"]);
  await page.getByRole("radio", { name: "In your own words" }).check({ force: true });
  await page.getByRole("switch", { name: "Private" }).check({ force: true });
  await page.getByText("your own file back").waitFor();
  await shoot("upload-filled");
  await page.getByRole("radio", { name: "Change the tone" }).check({ force: true });
  await shoot("upload-tone");
  await button("Start review").click();
  await button("Proofread it on this machine").waitFor();
  await shoot("job-no-model");
  await page.goto("/upload");
  await page.getByLabel("File").setInputFiles(samples["paper.pdf"]);
  await page.getByText("can’t be changed in place").waitFor();
  await shoot("upload-pdf");
  await page.getByLabel("File").setInputFiles([samples["wrong.docx"], samples["r.receipt.json"]]);
  await page.getByRole("alert").nth(1).waitFor();
  await shoot("upload-refused");
  await button("Cancel: wrong.docx").click();
  // The end of a large file never arrives.
  await page.route("**/uploads/tus/*", (route) =>
    route.request().method() === "PATCH" ? null : route.continue(),
  );
  await page.getByLabel("File").setInputFiles([samples["essay.docx"], samples["large.md"]]);
  await page.getByText(/of 6 MB/).waitFor();
  await shoot("upload-many");
  await button("Pause: large.md").click();
  await shoot("upload-paused");
  await button("Resume: large.md").click();
  await context.setOffline(true);
  await page.getByText("It goes on by itself").waitFor();
  await shoot("upload-offline");
  await context.setOffline(false);
  await button("Paste text instead").click();
  await shoot("upload-paste");
  await page.keyboard.press("Escape");
  await page.unrouteAll();
  for (const cancel of ["Remove: paper.pdf", "Remove: essay.docx", "Cancel: large.md"])
    await button(cancel).click();

  await start("broken.docx");
  await page.getByRole("alert").waitFor();
  await shoot("job-failed");
  await start("clean.txt");
  await page.getByText("found nothing").waitFor();
  await shoot("job-clean");
  await start("essay.docx");
  await page.getByText("cards so far").waitFor();
  await page.waitForTimeout(500);
  await shoot("job-running");
  await link("Review changes").click();
  await card.waitFor();
  await shoot("deck-first", { fullPage: false });
  await page.waitForTimeout(1500);
  if (options.hasTouch) {
    for (const [dx, dy] of [
      [200, 10],
      [-200, 10],
      [200, -20],
    ])
      await swipe(page, card, dx, dy);
  } else {
    for (const key of ["ArrowRight", "ArrowLeft", "a"]) await page.keyboard.press(key);
  }
  await page.getByText("3 of 27").waitFor();
  await shoot("deck-conflict", { fullPage: false });
  await button("Accept").click();
  await button("1 settled").click();
  await shoot("deck-settled", { fullPage: false });
  await button("Close").click();
  await shoot("deck-punctuation", { fullPage: false });
  if (options.hasTouch) await button("Preview").click();
  for (const view of ["As it stands", "All accepted", "Original"]) {
    await page.getByRole("radio", { name: view }).check({ force: true });
    await page.locator("[aria-current=true]").waitFor();
    await shoot(`preview-${view.toLowerCase().replaceAll(" ", "-")}`, { fullPage: false });
  }
  await page.getByRole("radio", { name: "As it stands" }).check({ force: true });
  await page.keyboard.press("Tab");
  if (options.hasTouch) await button("Close").click();
  await drag(page, card, 110, 6);
  await shoot("deck-leaning-right", { fullPage: false });
  await page.mouse.move(0, 0);
  await page.mouse.up();
  await drag(page, card, -110, 6);
  await shoot("deck-leaning-left", { fullPage: false });
  await page.mouse.up();
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("Space");
  await shoot("deck-alternatives", { fullPage: false });
  await button("Edit").click();
  await shoot("deck-edit", { fullPage: false });
  await page.getByLabel("Your wording").fill("very rare indeed");
  await button("Save and accept").click();
  await button("Undo").click();
  await page.context().setOffline(true);
  await button("Reject").click();
  await page.waitForTimeout(600);
  await shoot("deck-offline", { fullPage: false });
  await page.context().setOffline(false);
  for (let left = 40; left > 0 && (await card.isVisible()); left--)
    await page.keyboard.press(left % 3 ? "a" : "x");
  await page.getByText("That was the last card").waitFor();
  await shoot("deck-done", { fullPage: false });
  await link("Finish").click();
  await button("Download").waitFor();
  await shoot("finish");
  const [saved] = await Promise.all([page.waitForEvent("download"), button("Download").click()]);
  if (saved.suggestedFilename() !== "essay (reviewed).docx")
    complaints.push(`${look}: saved as ${saved.suggestedFilename()}`);
  await page.getByText("should be downloading").waitFor();
  await button("Get the report as a PDF").click();
  await page.getByText("should be downloading").nth(1).waitFor();
  await shoot("finish-ready");
  await start("paper.pdf");
  await link("Review changes").click();
  await link("Finish").click();
  await button("Download").waitFor();
  await shoot("finish-pdf");
  await page.goto("/jobs");
  await link("essay.docx").first().waitFor();
  await shoot("jobs");
  await page.getByRole("button", { name: /Notifications/ }).click();
  await shoot("notifications", { fullPage: false });
  await page.goto("/account");
  await page.getByText("Ada").waitFor();
  await shoot("account");
  await page.goto("/jobs/0197a000-0000-7000-8000-000000000000");
  await page.getByText("No such review").waitFor();
  await shoot("job-missing");
  await page.goto("/nowhere");
  await shoot("not-found");
  await context.close();
}

async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  return violations;
}

/** By real touches: what the browser takes for a scroll of its own never reaches the card. */
async function swipe(page, target, dx, dy) {
  const box = await target.boundingBox();
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const touch = await page.context().newCDPSession(page);
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [from] });
  for (let part = 0.2; part <= 1; part += 0.2) {
    const to = { x: from.x + dx * part, y: from.y + dy * part };
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [to] });
  }
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await touch.detach();
}

async function drag(page, target, dx, dy) {
  const box = await target.boundingBox();
  const from = { x: box.x + box.width / 2, y: box.y + 90 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + dx, from.y + dy, { steps: 6 });
}
