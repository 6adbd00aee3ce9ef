const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const types = {
  docx: [docx, ["clean", "redline", "report", "receipt"]],
  pdf: ["application/pdf", ["redline", "report", "receipt"]],
  md: ["text/markdown", ["clean", "redline", "patch", "report", "receipt"]],
  html: ["text/html", ["clean", "redline", "patch", "report", "receipt"]],
  png: ["image/png", []],
};
const lines = ["clean", "patch", "report", "receipt"];

/** What a file is and what it can be had as; here its name decides. */
export function typeOf(name) {
  const [contentType, formats] = types[name.split(".").at(-1)] ?? ["text/plain", lines];
  return { contentType, formats };
}

const endings = { patch: ".patch", receipt: ".receipt.json" };

/** What a result is called and what it is. */
export function resultOf(file, format, as) {
  const stem = file.name.replace(/\.[^.]+$/, "");
  if (format === "report") {
    const contentType = as === "pdf" ? "application/pdf" : "text/html";
    return { name: `${stem} (report).${as ?? "html"}`, contentType, as: as ?? "html" };
  }
  if (format === "redline" && !file.formats.includes("clean"))
    return { name: `${stem} (marked).md`, contentType: "text/markdown", as: null };
  const ending = endings[format] ?? file.name.slice(stem.length);
  const word = format === "redline" ? " (marked)" : format === "clean" ? " (reviewed)" : "";
  const contentType =
    format === "receipt" ? "application/json" : format === "patch" ? "text/x-diff" : file.contentType;
  return { name: `${stem}${word}${ending}`, contentType, as: null };
}
