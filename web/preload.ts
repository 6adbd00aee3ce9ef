import type { HtmlTagDescriptor, Plugin, Rolldown } from "vite";

/**
 * A visitor's first page comes with the shell and not after it: its code is small, and the way to a server may be long.
 */
export function preloadPage(page: string): Plugin {
  return {
    name: "preload-page",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((part) => part.type === "chunk");
        const first = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(page));
        if (!first) throw new Error(`No chunk begins at ${page}.`);
        const tags = closure(first, chunks).flatMap((chunk): HtmlTagDescriptor[] => [
          tag({ rel: "modulepreload", crossorigin: true, href: `/${chunk.fileName}` }),
          ...[...(chunk.viteMetadata?.importedCss ?? [])].map((file) =>
            tag({ rel: "preload", as: "style", crossorigin: true, href: `/${file}` }),
          ),
        ]);
        // What the shell needs itself is named already.
        return tags.filter(({ attrs }) => !html.includes(String(attrs?.href)));
      },
    },
  };
}

function tag(attrs: NonNullable<HtmlTagDescriptor["attrs"]>): HtmlTagDescriptor {
  return { tag: "link", attrs, injectTo: "head" };
}

/** What it imports comes before it, as the styles of parts come before those of what they are parts of. */
function closure(
  chunk: Rolldown.OutputChunk,
  all: Rolldown.OutputChunk[],
  found = new Set<Rolldown.OutputChunk>(),
) {
  if (!found.has(chunk)) {
    for (const name of chunk.imports) {
      const other = all.find(({ fileName }) => fileName === name);
      if (other) closure(other, all, found);
    }
    found.add(chunk);
  }
  return [...found];
}
