import { render, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aChange } from "@/testing/changes";
import { Arrivals } from "./Arrivals";

describe("The newest cards", () => {
  it("are listed from the newest on, and say why one is settled already", () => {
    const settledBy = { changeId: "a", reason: "You accepted another change of the same words." };
    const cards = ["a", "b", "c", "d", "e", "f"].map((id) => aChange(id, { replacement: `text ${id}` }));
    render(<Arrivals changes={[...cards, aChange("g", { state: "rejected", settledBy })]} />);
    const rows = within(screen.getByRole("list", { name: "Newest cards" })).getAllByRole("listitem");
    expect(rows).toHaveLength(5);
    expect(within(rows[0] as HTMLElement).getByText(settledBy.reason)).toBeVisible();
    expect(within(rows[0] as HTMLElement).getByText("Settled")).toBeVisible();
    expect(within(rows[1] as HTMLElement).getByRole("insertion")).toHaveTextContent("text f");
    expect(screen.queryByText("text a")).not.toBeInTheDocument();
  });
});
