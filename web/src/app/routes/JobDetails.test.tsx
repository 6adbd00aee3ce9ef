import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router";
import { describe, expect, it } from "vitest";
import { fakeApi, refusal } from "@/testing/fakeApi";
import { renderInApp } from "@/testing/render";
import { JobDetails } from "./JobDetails";

const job = (id: string, facts: object) => ({
  id,
  fileId: "f1",
  fileName: `${id}.docx`,
  status: "failed",
  stage: "stopped",
  progress: 0,
  counts: { total: 0, pending: 0, accepted: 0, rejected: 0, skipped: 0 },
  error: null,
  formats: [],
  ...facts,
});

function open(error: { code: string; message: string }) {
  const api = fakeApi({
    "GET /api/v1/jobs/toned": () => ({ body: job("toned", { error }) }),
    "GET /api/v1/jobs/toned/changes": () => ({ body: { items: [], nextCursor: null } }),
    "GET /api/v1/jobs/proofread": () => ({ body: job("proofread", { status: "cancelled" }) }),
    "GET /api/v1/jobs/proofread/changes": () => ({ body: { items: [], nextCursor: null } }),
    "POST /api/v1/jobs": () => ({ status: 202, body: job("proofread", { status: "cancelled" }) }),
  });
  renderInApp(
    <Routes>
      <Route path="/jobs/:jobId" element={<JobDetails />} />
    </Routes>,
    { path: "/jobs/toned" },
  );
  return { user: userEvent.setup(), api };
}

const noModel = { code: "NO_MODEL", message: "No model that is set up here can do “tone”." };
const proofread = () => screen.findByRole("button", { name: "Proofread it on this machine" });

describe("A review that is over", () => {
  it("is done once more, and says what that means", async () => {
    const { user, api } = open({ code: "INTERNAL", message: "It failed." });
    api.routes["POST /api/v1/jobs/toned/rerun"] = () => ({
      status: 202,
      body: job("proofread", { status: "cancelled", rerunOf: "toned" }),
    });
    api.routes["GET /api/v1/jobs/proofread"] = () => ({
      body: job("proofread", { status: "cancelled", rerunOf: "toned" }),
    });
    await user.click(await screen.findByRole("button", { name: "Review it once more" }));
    expect(await screen.findByText(/what you rejected before stays rejected/)).toBeVisible();
    expect(api.received.find(({ method }) => method === "POST")?.headers.get("Idempotency-Key")).toBeTruthy();
  });

  it("can't be done once more without its file, and says so", async () => {
    const { user, api } = open({ code: "INTERNAL", message: "It failed." });
    api.routes["POST /api/v1/jobs/toned/rerun"] = () => refusal(410, "GONE", "The file was deleted.");
    await user.click(await screen.findByRole("button", { name: "Review it once more" }));
    expect(await screen.findByText("The file was deleted.")).toBeVisible();
  });
});

describe("A review that no model could do", () => {
  it("says what would help, and is proofread here instead, on this machine only", async () => {
    const { user, api } = open(noModel);
    expect(await screen.findByRole("alert")).toHaveTextContent(
      /can do “tone”\..*Ollama.*Proofreading needs none/,
    );
    await user.click(await proofread());
    expect(await screen.findByRole("heading", { name: "proofread.docx" })).toBeVisible();
    const posted = api.received.find(({ method }) => method === "POST");
    expect(posted?.body).toEqual({
      type: "review",
      fileId: "f1",
      options: { instructions: "proofread", private: true },
    });
    expect(posted?.headers.get("Idempotency-Key")).toBeTruthy();
  });

  it("says why that can't be either", async () => {
    const { user, api } = open(noModel);
    api.routes["POST /api/v1/jobs"] = () => refusal(410, "GONE", "The file was deleted.");
    await user.click(await proofread());
    expect(await screen.findByText("The file was deleted.")).toBeVisible();
  });

  it("is another thing than a file that can't be read", async () => {
    open({ code: "VALIDATION_ERROR", message: "This file is damaged." });
    expect(await screen.findByRole("alert")).toHaveTextContent(/^This file is damaged\.$/);
    expect(screen.queryByRole("button", { name: /Proofread/ })).not.toBeInTheDocument();
  });
});
