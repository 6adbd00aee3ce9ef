// `npm run icons`: the installed app's icons from public/favicon.svg. They are checked in, since a build has no browser.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const folder = fileURLToPath(new URL("../public/", import.meta.url));
const svg = await readFile(`${folder}favicon.svg`, "utf8");
const paper = "#f6f3ec";

// A maskable icon may be cut to a circle of 80 % of its width: the drawing stays well within, on a ground to the edges.
const icons = [
  { name: "icon-192.png", size: 192, drawing: 1, ground: "transparent" },
  { name: "icon-512.png", size: 512, drawing: 1, ground: "transparent" },
  { name: "icon-maskable-512.png", size: 512, drawing: 0.62, ground: paper },
  { name: "apple-touch-icon.png", size: 180, drawing: 0.78, ground: paper },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const { name, size, drawing, ground } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>html,body{margin:0;background:${ground}}body{display:grid;place-items:center;height:${size}px}
     svg{width:${size * drawing}px;height:${size * drawing}px}</style>${svg}`,
  );
  await writeFile(folder + name, await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
