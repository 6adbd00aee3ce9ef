import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build, type Plugin, type ResolvedConfig } from "vite";

const folder = fileURLToPath(new URL("./node_modules/.prerender/", import.meta.url));
const runner = fileURLToPath(new URL("./markup.mjs", import.meta.url));

/**
 * The home page in each language as a visitor sees it, as `home.LANGUAGE.html` beside index.html: it is painted before its
 * code is there, which then takes it over (src/main.tsx). `entry` exports `markup()`.
 */
export function prerenderHome(entry: string, languages: readonly string[]): Plugin {
  let config: ResolvedConfig;
  return {
    name: "prerender-home",
    apply: "build",
    configResolved: (resolved) => {
      config = resolved;
    },
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        const shell = bundle["index.html"];
        if (shell?.type !== "asset") throw new Error("The build has no index.html.");
        const html = String(shell.source);
        const start = this.emitFile({ type: "asset", name: "start.js", source: startOf(html) });
        const markup = await render(entry, languages, config);
        for (const language of languages) {
          const content = { language, markup: markup[language] ?? "", start: `/${this.getFileName(start)}` };
          this.emitFile({ type: "asset", fileName: `home.${language}.html`, source: pageOf(html, content) });
        }
      },
    },
  };
}

/** In a process of its own: the app holds channels and timers open, as it does in a browser. */
async function render(entry: string, languages: readonly string[], { root, resolve }: ResolvedConfig) {
  await build({
    configFile: false,
    root,
    logLevel: "error",
    resolve: { alias: resolve.alias },
    ssr: { noExternal: true },
    build: { ssr: entry, outDir: folder, emptyOutDir: true, copyPublicDir: false },
  });
  const { stdout } = await promisify(execFile)(process.execPath, [runner, folder, ...languages]);
  return JSON.parse(stdout) as Record<string, string>;
}

const code = /<script type="module"[^>]* src="([^"]*)"><\/script>/;
const parts = /\s*<link rel="modulepreload"[^>]* href="([^"]*)">/g;

/** Asks for the code as index.html does, but when the page is painted: neither network nor processor has it before that. */
function startOf(shell: string): string {
  const entry = code.exec(shell)?.[1];
  const hrefs = [...[...shell.matchAll(parts)].map(([, href]) => href), entry];
  return `const hrefs = ${JSON.stringify(hrefs)};
let isStarted = false;
const start = async () => {
  if (isStarted) return;
  isStarted = true;
  for (const href of hrefs)
    document.head.append(
      Object.assign(document.createElement("link"), { rel: "modulepreload", href, crossOrigin: "", fetchPriority: "low" }),
    );
  // One by one, so that no task is a long one.
  for (const href of hrefs) await import(href);
};
new PerformanceObserver(start).observe({ type: "paint", buffered: true });
// A page that nobody looks at is not painted.
setTimeout(start, 1000);
`;
}

interface Content {
  language: string;
  markup: string;
  start: string;
}

/** The shell with the page in it and its styles asked for at once. */
function pageOf(shell: string, { language, markup, start }: Content): string {
  const changes: [RegExp, string][] = [
    [/<html lang="\w+">/, `<html lang="${language}">`],
    [code, `<script type="module" crossorigin src="${start}"></script>`],
    [parts, ""],
    [/<link rel="preload" as="style"/g, '<link rel="stylesheet"'],
    [/<div id="root"><\/div>/, `<div id="root">${markup}</div>`],
  ];
  return changes.reduce((page, [what, by]) => {
    if (page.search(what) < 0) throw new Error(`index.html has no ${what}.`);
    return page.replace(what, () => by);
  }, shell);
}
