/** A way in which a job's result can be had, as `formats` of files and jobs name it. */
export type OutputFormat = "clean" | "redline" | "patch" | "report" | "receipt";

const known: readonly OutputFormat[] = ["clean", "redline", "patch", "report", "receipt"];

/** The formats that this app has words for; a server that is ahead of it may name more. */
export function knownFormats(words: readonly string[]): OutputFormat[] {
  return known.filter((format) => words.includes(format));
}

/** A file that nothing can be written into, a PDF: what was accepted is marked in a copy of its text. */
export function isTextOnly(formats: readonly string[]): boolean {
  return formats.includes("redline") && !formats.includes("clean");
}

const details: Record<OutputFormat, { title: string; text: string }> = {
  clean: { title: "Your file", text: "The same file, with what you accepted and nothing else changed." },
  redline: {
    title: "Marked copy",
    text: "Your file with every accepted change marked, for someone else to go through.",
  },
  patch: { title: "Patch", text: "Only the differences, as a unified diff for git or patch." },
  report: { title: "Report", text: "What was proposed, what you decided, and which model proposed it." },
  receipt: {
    title: "Receipt",
    text: "A signed record that ties every difference to a change you accepted. Anyone can check it.",
  },
};

const markedText = {
  title: "Marked text",
  text: "A copy of the PDF’s text with your changes marked, as a Markdown file.",
};

export function describeFormat(format: OutputFormat, formats: readonly string[]) {
  return format === "redline" && isTextOnly(formats) ? markedText : details[format];
}

const extras: Partial<Record<OutputFormat, string>> = {
  redline: "a copy with the changes marked",
  patch: "a patch",
  report: "a report",
  receipt: "a signed receipt",
};

/** What a person gets for a file with these formats, to be said before any work starts. Null when it is nothing. */
export function whatComesBack(formats: readonly string[]): string | null {
  const offered = knownFormats(formats);
  if (offered.length === 0) return null;
  if (isTextOnly(offered)) {
    return "A PDF can’t be changed in place. You get a report and a copy of its text with your changes marked.";
  }
  const also = offered.flatMap((format) => extras[format] ?? []);
  const list = new Intl.ListFormat("en", { type: "conjunction" }).format(also);
  return `You get your own file back in the same format, changed only where you accept it${list && `, and on request ${list}`}.`;
}
