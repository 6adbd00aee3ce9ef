import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Job } from "@/lib/api/types";
import { Unread } from "./Unread";

const job = (unread: Job["unread"], status: Job["status"] = "ready") => ({ status, unread }) as Job;

describe("What could not be read", () => {
  it("is said plainly, with the reason and that it costs nothing", () => {
    render(<Unread job={job({ blocks: 3, of: 120, reasons: { failed: 3 } })} />);
    expect(screen.getByRole("status")).toHaveTextContent(
      "3 of 120 paragraphs could not be read: the model was away. You are not charged for them.",
    );
  });

  it("is told by reason when there are several", () => {
    render(<Unread job={job({ blocks: 3, of: 4, reasons: { "not-english": 2, "budget-spent": 1 } })} />);
    expect(screen.getByRole("status")).toHaveTextContent(
      "3 of 4 paragraphs could not be read: 2 because the text is not in English, 1 because what may be spent on models today is spent. You are not charged for them.",
    );
  });

  it("speaks of one paragraph as one", () => {
    render(<Unread job={job({ blocks: 1, of: 9, reasons: { failed: 1 } })} />);
    expect(screen.getByRole("status")).toHaveTextContent("1 of 9 paragraphs could not be read");
    expect(screen.getByRole("status")).toHaveTextContent("You are not charged for it.");
  });

  it("is not there when all was read, nor beside the reason of a failed job", () => {
    render(
      <>
        <Unread job={job(null)} />
        <Unread job={job({ blocks: 9, of: 9, reasons: { failed: 9 } }, "failed")} />
      </>,
    );
    expect(screen.queryByRole("status")).toBeNull();
  });
});
