import { fireEvent, render, screen, within } from "@testing-library/react";
import { prerender } from "react-dom/static";
import { beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import type { Tokens } from "@/lib/api/types";
import { session } from "@/lib/auth/session";
import { changeSettings, usualSettings } from "@/lib/settings";
import { App } from "./app/App";
import { markup } from "./prerender";

/** React says so wherever a page renders what the other renderer has rendered in the same process. */
const notAFault = "Detected multiple renderers concurrently";
let complaints: MockInstance<typeof console.error>;

beforeEach(() => {
  changeSettings(usualSettings);
  complaints = vi.spyOn(console, "error").mockImplementation(() => undefined);
});

/** The page as the build leaves it, and on top of it the app as a browser that speaks the language starts it. */
async function open(language: string, meanwhile?: () => void) {
  vi.spyOn(navigator, "languages", "get").mockReturnValue([language]);
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = await markup();
  // It leaves its contexts as they were last until it renders again, and the other renderer would find them.
  await prerender(null);
  const painted = container.querySelector("h1");
  meanwhile?.();
  const faults: unknown[] = [];
  render(<App />, { container, hydrate: true, onRecoverableError: (error) => faults.push(error) });
  await vi.waitFor(() => expect(Object.keys(front()).join()).toContain("__reactProps"));
  expect(container.querySelector("h1")).toBe(painted);
  expect(faults).toEqual([]);
  expect(complaints.mock.calls.filter(([said]) => !String(said).startsWith(notAFault))).toEqual([]);
  return painted;
}

const front = () => screen.getByRole("article");

describe("The home page that the build renders", () => {
  it.each([
    ["en", "Judge every edit. One swipe each.", "Accept"],
    ["de-AT", "Jede Änderung entscheiden. Ein Wisch genügt.", "Annehmen"],
  ])("in %s is taken over as it stands, and its cards can be judged", async (language, title, accept) => {
    expect(await open(language)).toHaveTextContent(title);

    expect(within(front()).getByText("Alot")).toBeVisible();
    fireEvent.click(screen.getByRole("button", { name: accept }));
    expect(within(front()).getByText("thinks")).toBeVisible();
  });

  it("is a visitor's until the code knows whose it is, and how they want their buttons", async () => {
    await open("en", () => {
      expect(screen.getByRole("link", { name: "Register" })).toBeVisible();
      vi.stubGlobal("fetch", () => Promise.reject(new TypeError("away")));
      session.start({ accessToken: "a", refreshToken: "r", expiresIn: 900 } as Tokens);
      changeSettings({ acceptsToTheRight: false });
    });

    expect(screen.getByRole("link", { name: "Review a file" })).toHaveAttribute("href", "/upload");
    expect(screen.queryByRole("link", { name: "Register" })).toBeNull();
    const buttons = screen.getAllByRole("button", { name: /^(Accept|Reject)$/ });
    expect(buttons.map((button) => button.textContent)).toEqual(["Accept←", "Reject→"]);
  });
});
