import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { expectNoFaults } from "@/testing/axe";
import { aChange } from "@/testing/changes";
import { Differences } from "./Differences";

const accepted = (id: string, facts = {}) => aChange(id, { state: "accepted", ...facts });

describe("The differences of a result", () => {
  it("are the accepted changes alone, before and after, in their own words", async () => {
    const edit = { action: "edit" as const, replacement: "lots", at: "2026-01-01T00:00:00Z" };
    render(
      <Differences
        changes={[
          accepted("a"),
          aChange("b", { original: "foo", replacement: "bar", state: "rejected" }),
          accepted("c", { decision: edit }),
        ]}
      />,
    );
    const [first, second, ...others] = screen.getAllByRole("listitem");
    expect(others).toEqual([]);
    expect(within(first as HTMLElement).getByText("alot", { selector: "del" })).toBeVisible();
    expect(first).toHaveTextContent("Not alota lot of it.");
    expect(second).toHaveTextContent("your wording");
    expect(within(second as HTMLElement).getByText("lots", { selector: "ins" })).toBeVisible();
    expect(screen.queryByText("bar")).not.toBeInTheDocument();
    await expectNoFaults();
  });

  it("are few until one wants all", async () => {
    render(<Differences changes={Array.from({ length: 25 }, (_, index) => accepted(`${index}`))} />);
    expect(screen.getAllByRole("listitem")).toHaveLength(10);
    await userEvent.click(screen.getByRole("button", { name: "Show all 25 places" }));
    expect(screen.getAllByRole("listitem")).toHaveLength(25);
  });

  it("are not spoken of where there are none", () => {
    const { container } = render(<Differences changes={[aChange("a")]} />);
    expect(container).toBeEmptyDOMElement();
  });
});
