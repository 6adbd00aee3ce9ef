import { formatSize } from "@/lib/format";

/** The server enforces these by content; checking here saves people the wait. */
export const maxFileSize = 50 * 1024 * 1024;

const documents = [".docx", ".pdf", ".md", ".markdown", ".html", ".htm", ".tex", ".txt"];
const code = [
  [".cs", ".csx", ".java", ".kt", ".kts", ".scala", ".swift", ".dart", ".go", ".rs"],
  [".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".css", ".sql"],
  [".c", ".h", ".cpp", ".cc", ".cxx", ".hpp", ".hh", ".hxx"],
  [".py", ".pyi", ".rb", ".rake", ".php", ".sh", ".bash"],
].flat();
export const acceptedExtensions = [...documents, ...code];

export function refusalOf(file: { name: string; size: number }): string | null {
  const dot = file.name.lastIndexOf(".");
  const extension = dot < 0 ? "" : file.name.slice(dot).toLowerCase();
  if (!acceptedExtensions.includes(extension)) {
    return `${extension === "" ? "A file without an extension" : `“${extension}” files`} can't be reviewed yet. Choose a Word, PDF, Markdown, HTML, TeX, text or source code file.`;
  }
  if (file.size === 0) return "This file is empty. Choose one with some text in it.";
  if (file.size > maxFileSize) {
    return `This file is ${formatSize(file.size)}; the limit is ${formatSize(maxFileSize)}. Split it, or remove large pictures first.`;
  }
  return null;
}
