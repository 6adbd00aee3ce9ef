import { prerender } from "react-dom/static";
import { App } from "./app/App";

/** What the app shows at the address that it finds itself at, in the browser's language, as HTML; for the build. */
export async function markup(): Promise<string> {
  let fault: unknown;
  const { prelude } = await prerender(<App />, {
    // In one piece: what is put in its place later would take a script within the page, which the policy forbids.
    progressiveChunkSize: Number.POSITIVE_INFINITY,
    onError: (error) => {
      fault ??= error;
    },
  });
  const html = await new Response(prelude).text();
  if (fault) throw fault;
  return html;
}
