import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Job } from "@/lib/api/types";
import { JobProgress } from "./JobProgress";

const waiting = (queue: Job["queue"], total = 0) =>
  ({
    status: "queued",
    stage: "waiting",
    progress: 0,
    counts: { total, pending: total, accepted: 0, rejected: 0, skipped: 0 },
    queue,
  }) as Job;

describe("A job that waits", () => {
  it.each([
    [{ position: 1, waitSeconds: 4 }, "Next in line. It starts in less than a minute."],
    [{ position: 4, waitSeconds: 170 }, "3 reviews before yours. It starts in about 3 minutes."],
    [{ position: 2, waitSeconds: null }, "1 review before yours."],
  ])("says where it stands, and how long it takes where that is known: %o", (queue, said) => {
    render(<JobProgress job={waiting(queue)} />);
    expect(screen.getByText(said)).toBeVisible();
  });

  it("says what is there once cards are", () => {
    render(<JobProgress job={waiting({ position: 2, waitSeconds: 9 }, 3)} />);
    expect(screen.getByText(/^3 cards so far/)).toBeVisible();
  });
});
