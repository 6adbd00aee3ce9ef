import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { fakeApi, refusal } from "@/testing/fakeApi";
import { fakeForms } from "@/testing/fakeForms";
import { renderInApp } from "@/testing/render";
import { refusalOf } from "./fileRules";
import { UploadForm } from "./UploadForm";

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

const formatsOf: Record<string, string[]> = {
  docx: ["clean", "redline", "report", "receipt"],
  pdf: ["redline", "report", "receipt"],
  cs: ["clean", "patch", "report", "receipt"],
  html: [],
};

function open({ onStart = vi.fn() } = {}) {
  const deletions: string[] = [];
  fakeApi({
    "DELETE /api/v1/uploads/f1": () => {
      deletions.push("f1");
      return { status: 204 };
    },
  });
  const uploads = fakeForms({
    "/api/v1/uploads": ({ form }) => {
      const { name } = form.get("file") as File;
      const formats = formatsOf[name.split(".").at(-1) ?? ""] ?? [];
      return { status: 201, body: { id: `f${uploads.length}`, name, status: "ready", formats } };
    },
  });
  const view = renderInApp(<UploadForm onStart={onStart} />);
  const user = userEvent.setup({ applyAccept: false });
  const choose = (name: string) => user.upload(screen.getByLabelText("File"), new File(["x"], name));
  return { user, choose, onStart, uploads, deletions, view };
}
const start = () => screen.getByRole("button", { name: "Start review" });

describe("The upload form", () => {
  it("can't be sent without a file, says what is wrong with one, and takes another", async () => {
    const { choose, uploads } = open();
    expect(start()).toBeDisabled();
    await choose("photo.png");
    expect(screen.getByRole("alert")).toHaveTextContent("“.png” files can't be reviewed yet");
    expect(start()).toBeDisabled();
    expect(uploads).toHaveLength(0);
    await choose("essay.docx");
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
    await waitFor(() => expect(start()).toBeEnabled());
  });

  it.each([
    ["paper.pdf", /A PDF can’t be changed in place\. You get a report and a copy of its text/],
    ["essay.docx", /your own file back.*a copy with the changes marked, a report, and a signed receipt/],
    ["Program.cs", /your own file back.*a patch, a report, and a signed receipt/],
  ])("says before anything starts what comes back for %s", async (name, text) => {
    const { choose, onStart, user } = open();
    await choose(name);
    expect(await screen.findByText(text)).toBeVisible();
    expect(onStart).not.toHaveBeenCalled();
    await user.click(start());
    expect(onStart).toHaveBeenCalledWith(
      expect.objectContaining({ id: "f1" }),
      { instructions: "proofread", private: false },
      expect.any(String),
    );
  });

  it("starts nothing for a file that can't be reviewed", async () => {
    const { choose } = open();
    await choose("page.html");
    expect(await screen.findByRole("alert")).toHaveTextContent("can’t be reviewed yet");
    expect(start()).toBeDisabled();
  });

  it("shows how far the upload is, and stops it when one thinks better of it", async () => {
    const { choose, uploads, user } = open();
    const pending = fakeForms({ "/api/v1/uploads": () => new Promise(() => undefined) });
    await choose("essay.docx");
    act(() => pending[0]?.progress(1));
    expect(screen.getByRole("progressbar", { name: "Upload" })).toHaveValue(1);
    expect(screen.getByText(/Checking the file/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(pending[0]?.aborted).toBe(true);
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
    expect(start()).toBeDisabled();
    expect(uploads).toHaveLength(0);
  });

  it("says why a file was not taken, and sends it again under the same key", async () => {
    const { choose, user } = open();
    const sent = fakeForms({ "/api/v1/uploads": () => refusal(503, "UNAVAILABLE", "Try again soon.") });
    await choose("essay.docx");
    expect(await screen.findByRole("alert")).toHaveTextContent("Try again soon.");
    await user.click(screen.getByRole("button", { name: "Send it again" }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[0]?.headers["Idempotency-Key"]).toBe(sent[1]?.headers["Idempotency-Key"]);
  });

  it("deletes a file that another takes the place of, but none that a review may have begun with", async () => {
    const first = open();
    await first.choose("essay.docx");
    await waitFor(() => expect(start()).toBeEnabled());
    await first.choose("other.docx");
    await waitFor(() => expect(first.deletions).toEqual(["f1"]));
    first.view.unmount();

    const second = open({ onStart: vi.fn().mockRejectedValue(new TypeError("lost")) });
    await second.choose("essay.docx");
    await waitFor(() => expect(start()).toBeEnabled());
    await second.user.click(start());
    expect(await screen.findByRole("alert")).toHaveTextContent("could not reach the server");
    await second.choose("other.docx");
    await waitFor(() => expect(start()).toBeEnabled());
    expect(second.deletions).toEqual([]);
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
    const { choose, onStart, user } = open();
    await choose("essay.docx");
    await user.click(screen.getByRole("radio", { name: task }));
    if (field && words) await user.type(screen.getByLabelText(field), words);
    await user.click(start());
    expect(onStart.mock.calls[0]?.[1]).toEqual({ instructions, private: false });
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
