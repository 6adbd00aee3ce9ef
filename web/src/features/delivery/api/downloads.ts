import { api, idempotent, unwrap } from "@/lib/api/client";
import type { Download } from "@/lib/api/types";
import type { OutputFormat } from "@/lib/formats";
import { catalogue } from "@/lib/i18n/catalogue";
import { uuid7 } from "@/lib/uuid7";

const texts = catalogue({
  en: {
    failed: (why: string) => `This could not be built. ${why}`,
    tryAgain: "Nothing is lost; please try again.",
    expired: "This was kept for its time and is gone. Ask again and it is built anew.",
    slow: "Building this takes longer than usual. Please try again in a minute.",
  },
  de: {
    failed: () => "Das ließ sich nicht herstellen. Nichts ist verloren; versuche es noch einmal.",
    tryAgain: "Nichts ist verloren; versuche es noch einmal.",
    expired:
      "Das wurde so lange wie zugesagt aufbewahrt und ist gelöscht. Fordere es an, und es wird neu hergestellt.",
    slow: "Das Herstellen dauert länger als sonst. Versuche es in einer Minute noch einmal.",
  },
});

const firstPause = 250;
const longestPause = 2_000;
const patience = 3 * 60_000;

/** What a person wants of a job. */
export interface Wish {
  format: OutputFormat;
  /** How a report is wanted. */
  as?: "html" | "pdf";
}

/** Asks for a file and waits until it is built. The same decisions in the same format are built only once. */
export async function buildFile(jobId: string, wish: Wish): Promise<Download> {
  const { id } = await unwrap(
    api.POST("/api/v1/downloads", { body: { jobId, ...wish }, headers: idempotent(uuid7()) }),
  );
  const deadline = Date.now() + patience;
  for (let pause = firstPause; Date.now() < deadline; pause = Math.min(pause * 1.5, longestPause)) {
    const download = await unwrap(api.GET("/api/v1/downloads/{id}", { params: { path: { id } } }));
    if (download.status === "ready" && download.url) return download;
    if (download.status === "failed") {
      throw new Error(texts.failed(download.error?.message ?? texts.tryAgain));
    }
    if (download.status === "expired") {
      throw new Error(texts.expired);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(texts.slow);
}

/** Hands a file to the browser under its name, as a click on its link would. */
export function saveFile({ url, name }: Download): void {
  const link = document.createElement("a");
  link.href = url ?? "";
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
