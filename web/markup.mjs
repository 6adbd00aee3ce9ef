// node markup.mjs FOLDER LANGUAGE...: what the bundle in the folder renders in each language, as JSON.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { JSDOM } from "jsdom";

const [folder, ...languages] = process.argv.slice(2);
const { window } = new JSDOM("", { url: "http://localhost/" });
for (const name of ["window", "document", "navigator", "localStorage", "location", "history"])
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true });

const [entry] = readdirSync(folder).filter((name) => name.endsWith(".js"));
const { markup } = await import(pathToFileURL(join(folder, entry)));
const found = {};
for (const language of languages) {
  Object.defineProperty(window.navigator, "languages", { value: [language], configurable: true });
  found[language] = await markup();
}
writeFileSync(process.stdout.fd, JSON.stringify(found));
process.exit();
