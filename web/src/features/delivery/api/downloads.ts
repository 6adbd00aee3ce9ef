import { api, idempotent, unwrap } from "@/lib/api/client";
import { ApiError } from "@/lib/api/errors";
import type { Download } from "@/lib/api/types";
import { uuid7 } from "@/lib/uuid7";

const firstPause = 250;
const longestPause = 2_000;
const patience = 3 * 60_000;

/** Asks for the clean file and waits until it is built. */
export async function buildFile(jobId: string): Promise<Download> {
  const { id } = await unwrap(
    api.POST("/api/v1/downloads", { body: { jobId, format: "clean" }, headers: idempotent(uuid7()) }),
  );
  const deadline = Date.now() + patience;
  for (let pause = firstPause; Date.now() < deadline; pause = Math.min(pause * 1.5, longestPause)) {
    const download = await unwrap(api.GET("/api/v1/downloads/{id}", { params: { path: { id } } }));
    if (download.status === "ready" && download.url) return download;
    if (download.status === "failed") {
      const why = download.error?.message ?? "Nothing is lost; please try again.";
      throw new ApiError(500, download.error?.code ?? "FAILED", `Your file could not be built. ${why}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new ApiError(
    504,
    "TIMEOUT",
    "Building your file takes longer than usual. Please try again in a minute.",
  );
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
