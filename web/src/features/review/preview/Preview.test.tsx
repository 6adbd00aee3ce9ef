import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { Change } from "@/lib/api/types";
import { aChange } from "@/testing/changes";
import { fakeApi, refusal } from "@/testing/fakeApi";
import { stubWidth } from "@/testing/media";
import { renderInApp } from "@/testing/render";
import { Deck } from "../deck/Deck";

const blockText = (index: number) => `Block ${index} has alot of text.`;
const cardIn = (index: number) => {
  const start = blockText(index).indexOf("alot");
  return aChange(`c${index}`, {
    blockId: `b${index}`,
    start,
    end: start + 4,
    original: "alot",
    replacement: "a lot",
  });
};
const total = 1000;
const limit = 60;
let nextJob = 0;

/** A document of a thousand blocks; a cursor is the ordinal that its page begins with. */
function open(changes: Change[] = [cardIn(500), cardIn(501), cardIn(900)]) {
  const jobId = `preview-${nextJob++}`;
  const api = fakeApi({
    [`POST /api/v1/jobs/${jobId}/decisions`]: () => ({ body: { applied: 1, ignored: 0, counts: {} } }),
    [`GET /api/v1/jobs/${jobId}/preview`]: ({ search }) => {
      const first = Number(search.get("cursor") ?? search.get("from")?.slice(1) ?? 0);
      const count = Math.min(limit, total - first);
      const items = Array.from({ length: count }, (_, index) => ({
        blockId: `b${first + index}`,
        kind: "paragraph",
        text: blockText(first + index),
        changes: [],
      }));
      return {
        body: {
          items,
          nextCursor: first + limit < total ? String(first + limit) : null,
          previousCursor: first > 0 ? String(Math.max(0, first - limit)) : null,
        },
      };
    },
  });
  renderInApp(<Deck jobId={jobId} changes={changes} isWorking={false} finish={() => null} />);
  const asked = () =>
    api.received.filter(({ path }) => path.endsWith("/preview")).map(({ search }) => search);
  return { user: userEvent.setup(), asked, api, previewPath: `GET /api/v1/jobs/${jobId}/preview` };
}
const panel = () => screen.getByRole("complementary", { name: "Preview" });
const text = (index: number) => panel().querySelector(`[data-block="b${index}"]`)?.textContent;

describe("The preview beside the deck", () => {
  beforeEach(() => stubWidth(1440));

  it("begins at the block of the card in front and marks it", async () => {
    const { asked } = open();
    const region = await within(panel()).findByRole("region", { name: "Text as it stands now" });
    expect(region).toHaveAttribute("tabindex", "0");
    expect(asked()[0]?.get("from")).toBe("b500");
    expect(within(region).getByText(/Card in front/).parentElement).toHaveAttribute("aria-current", "true");
    expect(text(500)).toContain("alot");
  });

  it("shows a swipe at once, and an undo, without asking again", async () => {
    const { user, asked } = open();
    await waitFor(() => expect(text(500)).toContain("alot"));
    await user.keyboard("a");
    expect(text(500)).toBe("Block 500 has a lot of text.");
    expect(text(501)).toBe("Block 501 has Card in front: alot of text.");
    await user.keyboard("{Backspace}");
    expect(text(500)).toBe("Block 500 has Card in front: alot of text.");
    expect(asked()).toHaveLength(1);
  });

  it("switches views by key and by choice", async () => {
    const { user } = open();
    await waitFor(() => expect(text(501)).toContain("alot"));
    await user.keyboard("v");
    expect(screen.getByRole("radio", { name: "All accepted" })).toBeChecked();
    expect(text(501)).toBe("Block 501 has a lot of text.");
    await user.click(screen.getByRole("radio", { name: "Original" }));
    expect(text(501)).toBe("Block 501 has alot of text.");
  });

  it("goes on in both directions, and lets go of what is far away", async () => {
    const { user } = open();
    await waitFor(() => expect(text(500)).toBeDefined());
    await user.click(await screen.findByRole("button", { name: "Show earlier text" }));
    await waitFor(() => expect(text(440)).toBeDefined());
    for (const last of [619, 679, 739, 799]) {
      await user.click(await screen.findByRole("button", { name: "Show later text" }));
      await waitFor(() => expect(text(last)).toBeDefined());
    }
    expect(text(440)).toBeUndefined();
    expect(panel().querySelectorAll("[data-block]")).toHaveLength(240);
  });

  it("follows the deck to a block that is far away", async () => {
    const { user, asked } = open();
    await waitFor(() => expect(text(500)).toBeDefined());
    await user.keyboard("aa");
    await waitFor(() => expect(text(900)).toContain("Card in front"));
    expect(asked().at(-1)?.get("from")).toBe("b900");
  });

  it("says so when the text can't be had, and tries again", async () => {
    const { user, api, previewPath } = open();
    const answer = api.routes[previewPath];
    await waitFor(() => expect(text(500)).toBeDefined());
    api.routes[previewPath] = () => refusal(503, "UNAVAILABLE", "Not now.");
    await user.click(screen.getByRole("button", { name: "Show later text" }));
    const again = await screen.findByRole("button", { name: /that failed; try again/ });
    if (answer) api.routes[previewPath] = answer;
    await user.click(again);
    await waitFor(() => expect(text(560)).toBeDefined());
  });

  it("is put away and brought back by key and by button, and stays as it was left", async () => {
    const { user } = open();
    expect(screen.getByRole("button", { name: "Preview" })).toHaveAttribute("aria-pressed", "true");
    await user.keyboard("p");
    expect(screen.queryByRole("complementary")).not.toBeInTheDocument();
    expect(localStorage.getItem("swipereview.preview")).toBe("closed");
    await user.click(screen.getByRole("button", { name: "Preview" }));
    expect(panel()).toBeVisible();
  });

  it("leaves arrows and space to the text while that has the focus, and to the choice of views", async () => {
    const { user } = open();
    const region = await within(panel()).findByRole("region");
    region.focus();
    await user.keyboard("{ArrowUp} ");
    screen.getByRole("radio", { name: "As it stands" }).focus();
    await user.keyboard("{ArrowUp} ");
    expect(screen.getByText("0 of 3")).toBeVisible();
    await user.keyboard("a");
    expect(screen.getByText("1 of 3")).toBeVisible();
  });
});

describe("The preview on a phone", () => {
  beforeEach(() => stubWidth(360));

  it("is a sheet over the deck, which takes no decision meanwhile", async () => {
    const { user } = open();
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Preview" }));
    const sheet = screen.getByRole("dialog", { name: "Preview" });
    expect(await within(sheet).findByRole("region", { name: "Text as it stands now" })).toBeVisible();
    within(sheet).getByRole("button", { name: "Close" }).focus();
    await user.keyboard("ax");
    expect(screen.getByText("0 of 3")).toBeVisible();
    await user.keyboard("v");
    expect(within(sheet).getByRole("radio", { name: "All accepted" })).toBeChecked();
    await user.keyboard("p");
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });
});
