import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { refusal } from "@/testing/fakeApi";
import { fakeForms } from "@/testing/fakeForms";
import { renderInApp } from "@/testing/render";
import { VerifyForm } from "./VerifyForm";

const path = "/api/v1/receipts/verify";
const check = (name: string, holds: boolean | null, detail = "Why.") => ({ name, holds, detail });
const button = (name: string) => screen.getByRole("button", { name });
const put = (label: string, name: string) =>
  userEvent.upload(screen.getByLabelText(label), new File([name], name));

describe("Checking a receipt", () => {
  it("needs the receipt, and sends the files that there are, with no token", async () => {
    const sent = fakeForms({ [path]: () => ({ body: { valid: true, checks: [check("signature", true)] } }) });
    renderInApp(<VerifyForm />);
    expect(button("Check this receipt")).toBeDisabled();
    await put("Receipt", "essay.receipt.json");
    await put("Original", "essay.docx");
    await userEvent.click(button("Check this receipt"));
    expect(await screen.findByText(/Everything holds/)).toBeVisible();
    const files = [...(sent[0]?.form.entries() ?? [])].map(([field, file]) => [field, (file as File).name]);
    expect(files).toEqual([
      ["receipt", "essay.receipt.json"],
      ["original", "essay.docx"],
    ]);
    expect(sent[0]?.headers).not.toHaveProperty("Authorization");
  });

  it("tells of every check what holds, what doesn't, and what could not be told", async () => {
    const checks = [
      check("signature", true, "Signed with key k1."),
      check("output", false, "Its hash is another."),
      check("original", null, "It was not sent."),
      check("somethingNew", true),
    ];
    fakeForms({ [path]: () => ({ body: { valid: false, checks } }) });
    renderInApp(<VerifyForm />);
    await put("Receipt", "r.json");
    await userEvent.click(button("Check this receipt"));
    expect(await screen.findByRole("alert")).toHaveTextContent("can’t be relied on: 1 check did not hold");
    const rows = within(screen.getByRole("region", { name: "Outcome" })).getAllByRole("listitem");
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      "The signature is genuineSigned with key k1.Holds",
      "The result is the file that was handed outIts hash is another.Doesn’t hold",
      "The original is the file that was reviewedIt was not sent.Not checked",
      "Something newWhy.Holds",
    ]);
  });

  it("does not call a receipt proven when files are missing", async () => {
    fakeForms({
      [path]: () => ({ body: { valid: true, checks: [check("signature", true), check("output", null)] } }),
    });
    renderInApp(<VerifyForm />);
    await put("Receipt", "r.json");
    await userEvent.click(button("Check this receipt"));
    expect(await screen.findByText(/What could be checked holds\. 1 check had to be left out/)).toBeVisible();
  });

  it("shows how far large files are, and stops", async () => {
    const sent = fakeForms({ [path]: () => new Promise(() => undefined) });
    renderInApp(<VerifyForm />);
    await put("Receipt", "r.json");
    await userEvent.click(button("Check this receipt"));
    act(() => sent[0]?.progress(0.5));
    expect(screen.getByRole("progressbar", { name: "Upload" })).toHaveValue(0.5);
    expect(screen.getByText("Sending, 50%")).toBeVisible();
    await userEvent.click(button("Cancel"));
    expect(sent[0]?.aborted).toBe(true);
    expect(button("Check this receipt")).toBeEnabled();
  });

  it.each([
    [refusal(400, "VALIDATION_ERROR", "This is not a receipt."), "This is not a receipt."],
    [refusal(413, "PAYLOAD_TOO_LARGE"), "over the 50 MB limit"],
    [refusal(429, "RATE_LIMITED"), "Wait a minute"],
    [{ status: 0 }, "could not reach the server"],
  ])("says why it could not be checked", async (answer, text) => {
    fakeForms({ [path]: () => answer });
    renderInApp(<VerifyForm />);
    await put("Receipt", "r.json");
    await userEvent.click(button("Check this receipt"));
    expect(await screen.findByRole("alert")).toHaveTextContent(text);
  });

  it("forgets an outcome when another file takes a place, and lets one leave a file out", async () => {
    const sent = fakeForms({ [path]: () => ({ body: { valid: true, checks: [] } }) });
    renderInApp(<VerifyForm />);
    await put("Receipt", "r.json");
    await put("Result", "out.docx");
    await userEvent.click(button("Check this receipt"));
    expect(await screen.findByRole("region", { name: "Outcome" })).toBeVisible();
    await userEvent.click(button("Leave out the result"));
    expect(screen.queryByRole("region", { name: "Outcome" })).not.toBeInTheDocument();
    await userEvent.click(button("Check this receipt"));
    await expect.poll(() => sent.at(-1)?.form.has("output")).toBe(false);
  });
});
