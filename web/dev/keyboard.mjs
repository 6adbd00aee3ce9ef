// The whole way by keyboard alone, beside a wide deck and on a phone: register, upload, task, deck, preview, files, receipt.
// `npm run build`, then this; it fails when something can't be reached, or has the focus and doesn't show it.
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { startServer } from "./server.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"];
const file = join(tmpdir(), "letter.docx");
const receipt = join(tmpdir(), "letter.receipt.json");
await writeFile(file, "Some text to review. ".repeat(200));
await writeFile(receipt, '{"jws":""}');

const complaints = [];
const server = await startServer({ port: 0, pace: 5 });
const browser = await chromium.launch({ executablePath, args });
try {
  await walk("wide", { viewport: { width: 1440, height: 900 } });
  await walk("phone", { viewport: { width: 360, height: 740 } });
} finally {
  await browser.close();
  server.close();
}
if (complaints.length > 0) {
  console.error([...new Set(complaints)].join("\n"));
  process.exitCode = 1;
}

async function walk(look, options) {
  const context = await browser.newContext({ ...options, baseURL: server.url, reducedMotion: "reduce" });
  const page = await context.newPage();
  // Somebody listens from the start: a chooser that opens before the first one listens is told to nobody.
  page.on("filechooser", () => undefined);
  const press = (key) => page.keyboard.press(key);
  const tabTo = async (name, { key = "Tab" } = {}) => {
    for (let stops = 60; stops > 0; stops--) {
      await press(key);
      const focus = await page.evaluate(whereIsFocus);
      if (focus.isLost)
        complaints.push(`${look}: the focus on “${focus.name}” can't be seen at ${page.url()}`);
      if (focus.name.includes(name)) return;
    }
    throw new Error(`${look}: “${name}” is out of reach at ${page.url()}`);
  };
  const enter = async (label, text) => {
    await page.getByLabel(label).waitFor();
    await tabTo(label);
    await page.keyboard.type(text);
  };
  const choose = async (label, path) => {
    await page.getByLabel(label).waitFor();
    await tabTo(label);
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), press("Enter")]);
    await chooser.setFiles(path);
  };
  const follow = async (name, key = "Enter") => {
    await tabTo(name);
    await press(key);
  };
  const expect = (what, holds) => holds || complaints.push(`${look}: ${what}`);

  await page.goto("/");
  await follow("Register");
  await enter("Email", `${look}@example.com`);
  await enter("Password", "correct horse battery");
  await press("Enter");
  await choose("File", file);
  await page.getByText("your own file back").waitFor();
  await tabTo("Proofread");
  await press("ArrowDown");
  await follow("Private", "Space");
  await follow("Start review");
  await page.getByText("Ready", { exact: true }).waitFor();
  await follow("Review changes");

  const card = page.getByRole("article", { name: "Proposed change" });
  await card.waitFor();
  for (const key of ["ArrowRight", "ArrowLeft", "a"]) await press(key);
  await follow("instead");
  await follow("settled");
  await page.getByRole("dialog", { name: "Settled by other cards" }).waitFor();
  await press("Escape");
  if (look === "phone") await follow("Preview");
  await page.getByRole("radio", { name: "As it stands" }).waitFor();
  await press("v");
  expect(
    "the key v shows no other view",
    await page.getByRole("radio", { name: "All accepted" }).isChecked(),
  );
  await tabTo("Text with all changes");
  const before = await page.evaluate(() => document.activeElement.scrollTop);
  for (let presses = 5; presses > 0; presses--) await press("ArrowDown");
  await page.waitForTimeout(300);
  const after = await page.evaluate(() => document.activeElement.scrollTop);
  expect("the preview doesn't scroll by arrows", after > before);
  await press("p");
  expect("the key p leaves the preview open", (await page.locator("[data-preview]").count()) === 0);
  for (let left = 40; left > 0 && (await card.isVisible()); left--) await press("a");

  await page.getByText("That was the last card").waitFor();
  await follow("Finish");
  for (const name of ["Download", "Get the report as a PDF"]) {
    await page.getByRole("button", { name }).waitFor();
    await tabTo(name);
    await Promise.all([page.waitForEvent("download"), press("Enter")]);
  }
  await follow("Check a receipt");
  await page.getByRole("heading", { name: "Check a receipt" }).waitFor();
  await choose("Receipt", receipt);
  await follow("Check this receipt");
  await page.getByText("What could be checked holds").waitFor();
  await context.close();
}

/** Runs in the page: what has the focus, and whether a person could tell. */
async function whereIsFocus() {
  // What the focus changes is drawn by then.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const focused = document.activeElement;
  if (!focused || focused === document.body || focused.id === "main") return { name: "", isLost: false };
  const isOutlined = (element) => {
    const style = element && getComputedStyle(element);
    return (
      style &&
      style.opacity !== "0" &&
      style.outlineStyle !== "none" &&
      Number.parseFloat(style.outlineWidth) >= 2
    );
  };
  const label = focused.closest("label");
  const box = (label ?? focused).getBoundingClientRect();
  const isShown = isOutlined(focused) || isOutlined(label);
  const name =
    focused.getAttribute("aria-label") ?? (focused.labels?.[0]?.textContent || focused.textContent);
  return { name: name.trim(), isLost: !isShown || box.bottom <= 0 || box.top >= innerHeight };
}
