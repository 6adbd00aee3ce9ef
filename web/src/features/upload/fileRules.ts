import { formatSize } from "@/lib/format";
import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({
  en: {
    kind: (extension: string) =>
      `${extension === "" ? "A file without an extension" : `“${extension}” files`} can't be reviewed yet. Choose a Word, PDF, Markdown, HTML, TeX, text or source code file.`,
    empty: "This file is empty. Choose one with some text in it.",
    tooLarge: (size: string, limit: string) =>
      `This file is ${size}; the limit is ${limit}. Split it, or remove large pictures first.`,
  },
  de: {
    kind: (extension) =>
      `${extension === "" ? "Eine Datei ohne Endung lässt" : `„${extension}“-Dateien lassen`} sich noch nicht durchsehen. Möglich sind Word, PDF, Markdown, HTML, TeX, Text und Quelltext.`,
    empty: "Diese Datei ist leer. Bitte eine mit Text wählen.",
    tooLarge: (size, limit) =>
      `Diese Datei hat ${size}, erlaubt sind ${limit}. Teile sie oder entferne erst große Bilder.`,
  },
});

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
  if (!acceptedExtensions.includes(extension)) return texts.kind(extension);
  if (file.size === 0) return texts.empty;
  if (file.size > maxFileSize) return texts.tooLarge(formatSize(file.size), formatSize(maxFileSize));
  return null;
}
