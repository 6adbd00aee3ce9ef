// `npm run size`: what a browser has to fetch of JavaScript, compressed, before it can show a page. Fails above the limit.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const limit = 150 * 1024;
const folder = await mkdtemp(join(tmpdir(), "size-"));
execFileSync("npx", ["vite", "build", "--manifest", "--outDir", folder, "--logLevel", "error"]);
const chunks = JSON.parse(await readFile(join(folder, ".vite/manifest.json"), "utf8"));

/** A chunk and all that it imports at once; what it imports later is not waited for. */
const closure = (name, found = new Set()) => {
  if (found.has(name)) return found;
  found.add(name);
  for (const imported of chunks[name].imports ?? []) closure(imported, found);
  return found;
};
const sizes = new Map();
for (const [name, { file }] of Object.entries(chunks)) {
  if (file.endsWith(".js")) sizes.set(name, gzipSync(await readFile(join(folder, file))).length);
}
await rm(folder, { recursive: true });
const sizeOf = (names) => [...names].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);

const entry = Object.keys(chunks).find((name) => chunks[name].isEntry);
const shell = closure(entry);
const pages = Object.keys(chunks).filter((name) => name.startsWith("src/app/routes/"));
const rows = [["every page", sizeOf(shell)]];
for (const page of pages)
  rows.push([page.replace(/.*\/|\.tsx$/g, ""), sizeOf(closure(page, new Set(shell)))]);
rows.sort(([, a], [, b]) => b - a);
for (const [name, size] of rows) console.log(`${(size / 1024).toFixed(1).padStart(7)} KB  ${name}`);

const [largest, size] = rows[0];
if (pages.length === 0 || size > limit) {
  console.error(`${largest} takes ${(size / 1024).toFixed(1)} KB; the limit is ${limit / 1024} KB.`);
  process.exit(1);
}
