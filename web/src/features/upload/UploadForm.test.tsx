import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { renderInApp } from "@/testing/render";
import { refusalOf } from "./fileRules";
import { UploadForm } from "./UploadForm";

describe("A file", () => {
  it.each([
    ["essay.docx", 1000, null],
    ["NOTES.MD", 1, null],
    ["readme.markdown", 1, null],
    ["empty.txt", 0, /is empty/],
    ["movie.mp4", 1000, /“.mp4” files can't be reviewed/],
    ["noextension", 1000, /without an extension/],
    ["book.docx", 52_428_801, /the limit is 50 MB/],
    ["book.docx", 52_428_800, null],
  ])("%s of %d bytes", (name, size, expected) => {
    const refusal = refusalOf({ name, size });
    if (expected) expect(refusal).toMatch(expected);
    else expect(refusal).toBeNull();
  });
});

describe("The upload form", () => {
  it("can't be sent without a file, says what is wrong with one, and takes another", async () => {
    const user = userEvent.setup({ applyAccept: false });
    renderInApp(<UploadForm onStored={vi.fn()} />);
    const start = screen.getByRole("button", { name: "Start review" });
    expect(start).toBeDisabled();
    await user.upload(screen.getByLabelText("File"), new File(["x"], "photo.png"));
    expect(screen.getByRole("alert")).toHaveTextContent("“.png” files can't be reviewed yet");
    expect(start).toBeDisabled();
    await user.upload(screen.getByLabelText("File"), new File(["x"], "essay.txt"));
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
    expect(start).toBeEnabled();
  });

  it("asks for the words when the task is one's own", async () => {
    const user = userEvent.setup();
    renderInApp(<UploadForm onStored={vi.fn()} />);
    expect(screen.getByRole("radio", { name: "Proofread" })).toBeChecked();
    expect(screen.queryByLabelText("Your instructions")).not.toBeInTheDocument();
    await user.click(screen.getByRole("radio", { name: "In your own words" }));
    expect(screen.getByLabelText("Your instructions")).toBeRequired();
  });
});
