import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Job } from "@/lib/api/types";
import { fakeApi, refusal } from "@/testing/fakeApi";
import { fakeTus } from "@/testing/fakeTus";
import { renderInApp } from "@/testing/render";
import { refusalOf } from "./fileRules";
import { UploadForm } from "./UploadForm";
import { uploads } from "./uploads";
import type { Submit } from "./useStart";

describe("A file", () => {
  it.each([
    ["essay.docx", 1000, null],
    ["NOTES.MD", 1, null],
    ["readme.markdown", 1, null],
    ["page.html", 1, null],
    ["paper.pdf", 1, null],
    ["thesis.tex", 1, null],
    ["Program.cs", 1, null],
    ["empty.txt", 0, /is empty/],
    ["movie.mp4", 1000, /“.mp4” files can't be reviewed/],
    ["noextension", 1000, /without an extension/],
    ["book.docx", 52_428_801, /the limit is 50 MB/],
    ["book.docx", 52_428_800, null],
  ])("%s of %d bytes", (name, size, expected) => {
    const problem = refusalOf({ name, size });
    if (expected) expect(problem).toMatch(expected);
    else expect(problem).toBeNull();
  });
});

const entry = (file: File) => ({
  isFile: true,
  isDirectory: false,
  file: (found: (file: File) => void) => found(file),
});
const folder = (name: string, entries: unknown[]) => ({
  isFile: false,
  isDirectory: true,
  name,
  createReader: () => {
    const batches = [entries, []];
    return { readEntries: (found: (batch: unknown[]) => void) => found(batches.shift() ?? []) };
  },
});

const formatsOf: Record<string, string[]> = {
  docx: ["clean", "redline", "report", "receipt"],
  pdf: ["redline", "report", "receipt"],
  cs: ["clean", "patch", "report", "receipt"],
  html: [],
};

function open({ intercept }: Parameters<typeof fakeTus>[0] = {}) {
  const tus = fakeTus({
    formatsOf: (name) => formatsOf[name.split(".").at(-1) ?? ""] ?? formatsOf.docx ?? [],
    ...(intercept ? { intercept } : {}),
  });
  const api = fakeApi({ ...tus.stored, "DELETE /api/v1/uploads/f1": () => ({ status: 204 }) });
  const submit = vi.fn<Submit>(async ({ id }) => ({ id: `job of ${id}` }) as Job);
  const onStarted = vi.fn();
  renderInApp(<UploadForm submit={submit} onStarted={onStarted} />);
  const user = userEvent.setup({ applyAccept: false });
  const choose = (...names: string[]) =>
    user.upload(
      screen.getByLabelText("File"),
      names.map((name) => new File(["x"], name, { lastModified: 1 })),
    );
  return { ...tus, api, user, choose, submit, onStarted };
}
const start = () => screen.getByRole("button", { name: "Start review" });
const row = (name: string) => within(screen.getByRole("listitem", { name }));

afterEach(() => uploads.clear());

describe("The upload form", () => {
  it("can't be sent without a file, says what is wrong with one, and takes another", async () => {
    const { choose, requests } = open();
    expect(start()).toBeDisabled();
    await choose("photo.png");
    expect(screen.getByRole("alert")).toHaveTextContent("“.png” files can't be reviewed yet");
    expect(start()).toBeDisabled();
    expect(requests).toHaveLength(0);
    await choose("essay.docx");
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
    await waitFor(() => expect(start()).toBeEnabled());
  });

  it.each([
    ["paper.pdf", /A PDF can’t be changed in place\. You get a report and a copy of its text/],
    ["essay.docx", /your own file back.*a copy with the changes marked, a report, and a signed receipt/],
    ["Program.cs", /your own file back.*a patch, a report, and a signed receipt/],
  ])("says before anything starts what comes back for %s", async (name, text) => {
    const { choose, submit, onStarted, user } = open();
    await choose(name);
    expect(await screen.findByText(text)).toBeVisible();
    expect(submit).not.toHaveBeenCalled();
    await user.click(start());
    expect(submit).toHaveBeenCalledWith(
      expect.objectContaining({ id: "f1" }),
      { instructions: "proofread", private: false },
      expect.any(String),
    );
    expect(onStarted).toHaveBeenCalledWith([{ id: "job of f1" }]);
    expect(screen.queryByRole("listitem")).not.toBeInTheDocument();
  });

  it("starts nothing for a file that can't be reviewed", async () => {
    const { choose } = open();
    await choose("page.html");
    expect(await screen.findByRole("alert")).toHaveTextContent("can’t be reviewed yet");
    expect(start()).toBeDisabled();
  });

  it("shows how far an upload is, and stops it when one thinks better of it", async () => {
    const { choose, requests, user } = open({ intercept: () => new Promise(() => undefined) });
    await choose("essay.docx");
    await waitFor(() => expect(requests).toHaveLength(1));
    act(() => requests[0]?.progress(1));
    expect(screen.getByRole("progressbar", { name: "Upload of essay.docx" })).toHaveValue(1);
    expect(screen.getByText(/Checking the file/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Cancel: essay.docx" }));
    expect(requests[0]?.aborted).toBe(true);
    expect(screen.queryByRole("listitem")).not.toBeInTheDocument();
    expect(start()).toBeDisabled();
  });

  it("pauses a file and goes on with it", async () => {
    const { choose, requests, user } = open({
      intercept: () => (requests.length === 1 ? new Promise(() => undefined) : undefined),
    });
    await choose("essay.docx");
    await user.click(screen.getByRole("button", { name: "Pause: essay.docx" }));
    expect(row("essay.docx").getByText(/Paused/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Resume: essay.docx" }));
    await waitFor(() => expect(start()).toBeEnabled());
  });

  it("says why a file was not taken, and sends it again", async () => {
    let isFull = true;
    const { choose, user } = open({
      intercept: () => (isFull ? refusal(409, "CONFLICT", "Full.", { maxFiles: 1, maxBytes: 1 }) : undefined),
    });
    await choose("essay.docx");
    expect(await screen.findByRole("alert")).toHaveTextContent("Your storage is full. Delete reviews");
    isFull = false;
    await user.click(screen.getByRole("button", { name: "Try again: essay.docx" }));
    await waitFor(() => expect(start()).toBeEnabled());
  });

  it("starts a review of each of many files with the same task, and keeps what could not be started", async () => {
    const { choose, submit, onStarted, user } = open();
    submit.mockRejectedValueOnce(new TypeError("lost"));
    await choose("one.docx", "two.docx", "three.pdf");
    await user.click(screen.getByRole("radio", { name: "Tighten" }));
    const review = await screen.findByRole("button", { name: "Review 3 files" });
    await waitFor(() => expect(review).toBeEnabled());
    await user.click(review);
    expect(screen.getByRole("alert")).toHaveTextContent(
      "“one.docx” was not started. We could not reach the server",
    );
    expect(screen.getAllByRole("listitem")).toHaveLength(1);
    expect(onStarted).not.toHaveBeenCalled();

    await user.click(start());
    await waitFor(() => expect(onStarted).toHaveBeenCalled());
    expect(submit.mock.calls.map(([, options]) => options.instructions)).toEqual(Array(4).fill("tighten"));
    expect(submit.mock.calls[3]).toEqual(submit.mock.calls[0]);
  });

  it("takes files that are dropped anywhere, and out of folders those that can be reviewed", async () => {
    open();
    const inside = ["deep.md", "photo.png", "also.txt"].map((name) => entry(new File(["x"], name)));
    const items = [entry(new File(["x"], "single.docx")), folder("stuff", [folder("deeper", inside)])];
    const files = [new File(["x"], "single.docx"), new File([], "stuff")];
    const transfer = {
      types: ["Files"],
      files,
      items: items.map((one) => ({ webkitGetAsEntry: () => one })),
    };
    fireEvent.dragEnter(document.body, { dataTransfer: transfer });
    expect(screen.getByText("Drop to add them to the review")).toBeVisible();
    fireEvent.drop(document.body, { dataTransfer: transfer });
    expect(await screen.findByRole("button", { name: "Review 3 files" })).toBeVisible();
    expect(screen.getAllByRole("listitem").map((one) => one.getAttribute("aria-label"))).toEqual([
      "single.docx",
      "deep.md",
      "also.txt",
    ]);
    expect(screen.getByText(/^1 file of a folder/)).toBeVisible();
    expect(screen.queryByText("Drop to add them to the review")).not.toBeInTheDocument();
  });

  it("makes a file of pasted text, but not of what is pasted into a field", async () => {
    const { remotes, user } = open();
    const clipboardData = { files: [], getData: () => "# A heading\n\nI recieved it." };
    await user.click(screen.getByRole("radio", { name: "In your own words" }));
    fireEvent.paste(screen.getByLabelText("Your instructions"), { clipboardData });
    fireEvent.paste(document.body, { clipboardData });
    await waitFor(() => expect([...remotes.values()].map(({ name }) => name)).toEqual(["Pasted text.md"]));

    await user.click(screen.getByRole("button", { name: "Paste text instead" }));
    await user.type(screen.getByLabelText("Text"), "Plain words.");
    await user.click(screen.getByRole("button", { name: "Use this text" }));
    await waitFor(() =>
      expect([...remotes.values()].at(-1)).toMatchObject({ name: "Pasted text.txt", size: 12 }),
    );
  });

  it.each([
    ["Tighten", null, "", "tighten"],
    ["Change the tone", "Which tone? (optional)", "", "tone"],
    ["Change the tone", "Which tone? (optional)", "warmer: as to a friend", "tone: warmer: as to a friend"],
    [
      "Check a translation",
      "About the translation (optional)",
      "from German",
      "translate-check: from German",
    ],
    ["In your own words", "Your instructions", "use metric units", "use metric units"],
  ])("names “%s” to the API as it wants it", async (task, field, words, instructions) => {
    const { choose, submit, user } = open();
    await choose("essay.docx");
    await user.click(screen.getByRole("radio", { name: task }));
    if (field && words) await user.type(screen.getByLabelText(field), words);
    await user.click(start());
    expect(submit.mock.calls[0]?.[1]).toEqual({ instructions, private: false });
  });

  it("says which tasks take a language model, and where", async () => {
    const { user } = open();
    for (const rules of ["Proofread", "Tighten", "Plain language"]) {
      await user.click(screen.getByRole("radio", { name: rules }));
      expect(screen.queryByText(/takes a language model/)).not.toBeInTheDocument();
    }
    for (const task of ["Change the tone", "Check a translation", "In your own words"]) {
      await user.click(screen.getByRole("radio", { name: task }));
      expect(screen.getByText(/takes a language model\. If none is set up/)).toBeVisible();
    }
    await user.click(screen.getByRole("switch", { name: "Private" }));
    expect(screen.getByText(/takes a language model on this machine/)).toBeVisible();
  });

  it("keeps what was said for a task while one looks at another", async () => {
    const { user } = open();
    await user.click(screen.getByRole("radio", { name: "Change the tone" }));
    await user.type(screen.getByLabelText("Which tone? (optional)"), "warmer");
    await user.click(screen.getByRole("radio", { name: "Check a translation" }));
    expect(screen.getByLabelText("About the translation (optional)")).toHaveValue("");
    await user.click(screen.getByRole("radio", { name: "Change the tone" }));
    expect(screen.getByLabelText("Which tone? (optional)")).toHaveValue("warmer");
  });

  it("asks for the words when the task is one's own", async () => {
    const { user } = open();
    expect(screen.getByRole("radio", { name: "Proofread" })).toBeChecked();
    expect(screen.queryByLabelText("Your instructions")).not.toBeInTheDocument();
    await user.click(screen.getByRole("radio", { name: "In your own words" }));
    expect(screen.getByLabelText("Your instructions")).toBeRequired();
  });
});
