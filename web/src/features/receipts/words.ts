import { sentenceCase } from "@/lib/format";

const titles: Record<string, string> = {
  envelope: "It says what was signed",
  key: "The key is one of ours",
  signature: "The signature is genuine",
  original: "The original is the file that was reviewed",
  changes: "The accepted changes fit the original",
  splices: "They touch just the places that are listed",
  parts: "Each part of the file is as listed",
  output: "The result is the file that was handed out",
  differences: "Every difference is an accepted change",
};

/** What a check is about, in a sentence; a new kind is shown by its name. */
export function checkTitle(name: string): string {
  return titles[name] ?? sentenceCase(name);
}
