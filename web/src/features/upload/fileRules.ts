import { formatSize } from "@/lib/format";

/** The server enforces these by content; checking here saves people the wait. */
export const maxFileSize = 50 * 1024 * 1024;
export const acceptedExtensions = [".docx", ".md", ".txt"];

export function refusalOf(file: { name: string; size: number }): string | null {
  const dot = file.name.lastIndexOf(".");
  const extension = dot < 0 ? "" : file.name.slice(dot).toLowerCase();
  if (!acceptedExtensions.includes(extension) && extension !== ".markdown") {
    return `${extension === "" ? "A file without an extension" : `“${extension}” files`} can't be reviewed yet. Choose a Word (.docx), Markdown (.md) or text (.txt) file.`;
  }
  if (file.size === 0) return "This file is empty. Choose one with some text in it.";
  if (file.size > maxFileSize) {
    return `This file is ${formatSize(file.size)}; the limit is ${formatSize(maxFileSize)}. Split it, or remove large pictures first.`;
  }
  return null;
}
