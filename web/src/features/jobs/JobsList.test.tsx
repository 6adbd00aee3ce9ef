import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { expectNoFaults } from "@/testing/axe";
import { fakeApi, refusal } from "@/testing/fakeApi";
import { renderInApp } from "@/testing/render";
import { JobsList } from "./JobsList";

const counts = { total: 2, pending: 2, accepted: 0, rejected: 0, skipped: 0 };
const job = (fileName: string, status = "ready") => ({
  id: fileName,
  fileName,
  status,
  counts,
  progress: 100,
  error: null,
  createdAt: "2026-01-01T00:00:00Z",
});
const all = [job("letter.docx"), job("essay.docx"), job("broken.docx", "failed")];

function open(path = "/jobs", jobs = all) {
  const api = fakeApi({
    "GET /api/v1/jobs": ({ search }) => ({
      body: {
        items: jobs.filter(
          ({ fileName, status }) =>
            fileName.includes(search.get("q") ?? "") && status === (search.get("status") ?? status),
        ),
        nextCursor: null,
      },
    }),
  });
  renderInApp(<JobsList />, { path });
  return { api, user: userEvent.setup() };
}

describe("The list of reviews", () => {
  it("is searched when the typing pauses, and says how many were found", async () => {
    const { api, user } = open();
    await user.type(await screen.findByRole("searchbox", { name: "Search names and changes" }), "essay");
    await waitFor(() => expect(screen.queryByText("letter.docx")).not.toBeInTheDocument());
    expect(screen.getByText("essay.docx")).toBeVisible();
    expect(screen.getByRole("status")).toHaveTextContent("1 review found");
    expect(api.received.map(({ search }) => search.get("q"))).toEqual([null, "essay"]);
    await expectNoFaults();
  });

  it("shows those of one state", async () => {
    const { user } = open();
    await user.selectOptions(await screen.findByRole("combobox", { name: "State" }), "Failed");
    await waitFor(() => expect(screen.queryByText("essay.docx")).not.toBeInTheDocument());
    expect(screen.getByText("broken.docx")).toBeVisible();
  });

  it("leads back when nothing is like that", async () => {
    const { user } = open("/jobs?q=nowhere");
    expect(await screen.findByRole("heading", { name: "No review like that" })).toBeVisible();
    expect(screen.getByRole("searchbox")).toHaveValue("nowhere");
    await user.click(screen.getByRole("button", { name: "Show all reviews" }));
    expect(await screen.findByText("letter.docx")).toBeVisible();
    expect(screen.getByRole("searchbox")).toHaveValue("");
  });

  it("has nothing to search in while it is empty", async () => {
    open("/jobs", []);
    expect(await screen.findByRole("link", { name: "Upload your first file" })).toBeVisible();
    expect(screen.queryByRole("searchbox")).not.toBeInTheDocument();
  });

  it("is asked for again when it did not load", async () => {
    const { api, user } = open();
    const answer = api.routes["GET /api/v1/jobs"];
    await screen.findByText("letter.docx");
    api.routes["GET /api/v1/jobs"] = () => refusal(500, "INTERNAL");
    await user.type(screen.getByRole("searchbox"), "e");
    expect(await screen.findByRole("heading", { name: "That didn't load" })).toBeVisible();
    if (answer) api.routes["GET /api/v1/jobs"] = answer;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("letter.docx")).toBeVisible();
  });
});
