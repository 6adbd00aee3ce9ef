import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { changeSettings, settings, usualSettings } from "@/lib/settings";
import { expectNoFaults } from "@/testing/axe";
import { renderInApp } from "@/testing/render";
import { Settings } from "./Settings";

afterEach(() => act(() => changeSettings(usualSettings)));

function open() {
  renderInApp(<Settings />);
  return userEvent.setup();
}

describe("Settings", () => {
  it("are found no fault with by axe", async () => {
    open();
    await expectNoFaults();
  });

  it("hold at once", async () => {
    const user = open();
    await user.click(screen.getByRole("radio", { name: "Dark" }));
    await user.click(screen.getByRole("radio", { name: "Rejects" }));
    await user.click(screen.getByRole("radio", { name: "As one reads" }));
    await user.click(screen.getByRole("switch", { name: "Vibrate" }));
    expect(settings()).toMatchObject({
      theme: "dark",
      acceptsToTheRight: false,
      order: "document",
      haptics: false,
    });
  });

  it("give an action the key that is pressed", async () => {
    const user = open();
    await user.click(screen.getByRole("button", { name: "Change the key for Accept" }));
    await user.keyboard("l");
    expect(settings().keys).toEqual({ accept: ["l"] });
    expect(screen.getByText("L")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Back to the usual keys" }));
    expect(settings().keys).toEqual({});
  });

  it("refuse a key that does something else, and say what", async () => {
    const user = open();
    await user.click(screen.getByRole("button", { name: "Change the key for Accept" }));
    await user.keyboard("x");
    expect(screen.getByRole("alert")).toHaveTextContent("X is taken: Reject.");
    await user.keyboard("p");
    expect(screen.getByRole("alert")).toHaveTextContent("P is taken: Preview.");
    expect(settings().keys).toEqual({});
  });

  it("take the space bar for a key, Escape for a change of mind, and let Tab go on", async () => {
    const user = open();
    const edit = screen.getByRole("button", { name: "Change the key for Edit" });
    await user.click(edit);
    await user.keyboard("{Escape}");
    expect(screen.getByRole("button", { name: "Change the key for Edit" })).toHaveFocus();
    await user.keyboard("{Enter}");
    await user.tab();
    expect(screen.queryByText("Press a key")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Change the key for Skip" }));
    await user.keyboard(" ");
    expect(settings().keys).toEqual({ skip: [" "] });
  });
});
