import { catalogue } from "@/lib/i18n/catalogue";

const texts = catalogue({ en: { name: "Pasted text" }, de: { name: "Eingefügter Text" } });

const markdown = /^(#{1,6} |[-*] |\d+\. |> |```)|\[[^\]]+\]\([^)]+\)|\*\*[^*]+\*\*/m;

/** A text as a file of its own: Markdown where it is written as such. */
export function fileOfText(text: string, now = Date.now()): File {
  const isMarkdown = markdown.test(text);
  const type = isMarkdown ? "text/markdown" : "text/plain";
  return new File([text], `${texts.name}${isMarkdown ? ".md" : ".txt"}`, { type, lastModified: now });
}

/** What the clipboard holds: files before their names as text. */
export function filesOfClipboard(clipboard: DataTransfer): File[] {
  if (clipboard.files.length > 0) return [...clipboard.files];
  const text = clipboard.getData("text/plain");
  return text.trim() === "" ? [] : [fileOfText(text)];
}
