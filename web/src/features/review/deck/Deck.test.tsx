import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { Change, Decision } from "@/lib/api/types";
import { aChange, rivals } from "@/testing/changes";
import { fakeApi } from "@/testing/fakeApi";
import { renderInApp } from "@/testing/render";
import { Deck } from "./Deck";

const cards = [
  aChange("a", { original: "alot", replacement: "a lot" }),
  aChange("b", { original: "recieve", replacement: "receive", leftMachine: true, provider: "openai" }),
  aChange("c", { original: "teh", replacement: "the" }),
];

let sent: Decision[];
let nextJob = 0;

beforeEach(() => {
  sent = [];
});

function deal(changes: Change[] = cards, { isWorking = false } = {}) {
  const jobId = `job-${nextJob++}`;
  fakeApi({
    [`POST /api/v1/jobs/${jobId}/decisions`]: ({ body }) => {
      sent.push(...(body as { decisions: Decision[] }).decisions);
      return { body: { applied: 1, ignored: 0, counts: {} } };
    },
  });
  renderInApp(
    <Deck
      jobId={jobId}
      changes={changes}
      isWorking={isWorking}
      finish={() => <a href="/finish">Finish</a>}
    />,
  );
  return userEvent.setup();
}

const card = () => screen.getByRole("article", { name: "Proposed change" });
const button = (name: string) => screen.getByRole("button", { name });
const shows = (text: string) => expect(within(card()).getByRole("insertion")).toHaveTextContent(text);

describe("The deck", () => {
  it("shows old and new in context, why, how sure, by whom, and where it was made", () => {
    deal();
    expect(within(card()).getByRole("deletion")).toHaveTextContent("alot");
    shows("a lot");
    for (const text of [
      "Two words.",
      "Spelling",
      "Very likely right",
      "Local model",
      "Stayed on this machine",
    ]) {
      expect(within(card()).getByText(text)).toBeVisible();
    }
  });

  it("says when something left the machine", async () => {
    await deal().click(button("Skip"));
    expect(within(card()).getByText("Sent to OpenAI")).toBeVisible();
  });

  it.each([
    ["Accept", ["accept"]],
    ["Reject", ["reject"]],
    ["Skip", ["skip"]],
  ])("decides by the button %s", async (name, actions) => {
    await deal().click(button(name));
    shows("receive");
    await expect.poll(() => sent.map(({ action }) => action)).toEqual(actions);
  });

  it.each([
    ["{ArrowRight}", "accept"],
    ["a", "accept"],
    ["{ArrowLeft}", "reject"],
    ["x", "reject"],
    ["{ArrowUp}", "skip"],
    [" ", "skip"],
  ])("decides by the key %s", async (key, action) => {
    await deal().keyboard(key);
    shows("receive");
    await expect.poll(() => sent).toMatchObject([{ changeId: "a", action }]);
  });

  it("leaves keys alone that belong to the browser or to a focused button", async () => {
    const user = deal();
    await user.keyboard("{Control>}a{/Control}{Alt>}{ArrowLeft}{/Alt}");
    shows("a lot");
    button("Reject").focus();
    await user.keyboard(" ");
    shows("receive");
    await expect.poll(() => sent).toMatchObject([{ action: "reject" }]);
  });

  it("undoes to any depth, by key and by button, and then has nothing to undo", async () => {
    const user = deal();
    expect(button("Undo")).toBeDisabled();
    await user.keyboard("axa");
    expect(screen.queryByRole("article")).not.toBeInTheDocument();
    await user.keyboard("{Backspace}");
    shows("the");
    await user.click(button("Undo"));
    shows("receive");
    await user.click(button("Undo"));
    shows("a lot");
    expect(button("Undo")).toBeDisabled();
  });

  it("accepts an edit made in place, and lets one think better of it", async () => {
    const user = deal();
    await user.keyboard("e");
    const field = screen.getByLabelText("Your wording");
    expect(field).toHaveFocus();
    await user.keyboard("ax {Escape}");
    shows("a lot");
    await user.click(button("Edit"));
    await user.clear(screen.getByLabelText("Your wording"));
    await user.type(screen.getByLabelText("Your wording"), "plenty");
    await user.click(button("Save and accept"));
    shows("receive");
    await expect.poll(() => sent).toMatchObject([{ changeId: "a", action: "edit", replacement: "plenty" }]);
  });

  it("tells how far one is, and a screen reader what happened and what comes", async () => {
    const user = deal();
    expect(screen.getByText("0 of 3")).toBeVisible();
    await user.keyboard("a");
    expect(screen.getByText("1 of 3")).toBeVisible();
    expect(screen.getByText("2 left")).toBeVisible();
    expect(
      screen.getByText(/^Accepted\. 2 left\. Spelling: “recieve” becomes “receive”\.$/),
    ).toBeInTheDocument();
  });

  it("offers skipped cards again when the others are done", async () => {
    const user = deal();
    await user.keyboard(" aa");
    await user.click(button("Look at 1 skipped card"));
    shows("a lot");
    await user.keyboard("x");
    expect(screen.getByText(/2 accepted, 1 rejected/)).toBeVisible();
    expect(screen.getAllByRole("link", { name: "Finish" })).toHaveLength(1);
  });

  it("waits for more cards while the job still runs", async () => {
    const user = deal(cards.slice(0, 1), { isWorking: true });
    await user.keyboard("a");
    expect(screen.getByRole("status")).toHaveTextContent("next card is on its way");
  });
});

describe("Cards that exclude each other", () => {
  const three = [
    ...rivals(
      "alternatives",
      aChange("a", { original: "alot", replacement: "a lot" }),
      aChange("b", { original: "alot", replacement: "much" }),
    ),
    aChange("c", { original: "teh", replacement: "the" }),
  ];

  it("say before one accepts what it would reject, and are not shown once they are settled", async () => {
    const user = deal(three);
    const conflicts = within(card()).getByRole("region", { name: "Alternatives" });
    expect(within(conflicts).getByText("Accepting this rejects:")).toBeVisible();
    expect(within(conflicts).getByText("much")).toBeVisible();
    await user.keyboard("a");
    shows("the");
    expect(screen.getByText("2 of 3")).toBeVisible();
    expect(screen.getByText(/^Accepted\. 1 other card rejected with it\. 1 left\./)).toBeInTheDocument();
    await expect.poll(() => sent).toMatchObject([{ changeId: "a", action: "accept" }]);
  });

  it("come back with an undo", async () => {
    const user = deal(three);
    await user.keyboard("a{Backspace}");
    expect(screen.getByText("0 of 3")).toBeVisible();
    await user.keyboard("x");
    expect(within(card()).getByText("much")).toBeVisible();
    expect(within(card()).queryByRole("region")).not.toBeInTheDocument();
  });

  it("can be taken instead of the one in front", async () => {
    await deal(three).click(button("Use “much” instead"));
    shows("the");
    expect(screen.getByText("2 of 3")).toBeVisible();
    await expect.poll(() => sent).toMatchObject([{ changeId: "b", action: "accept" }]);
  });

  it("are listed when settled, with the reason, and can be taken after all", async () => {
    const user = deal(three);
    expect(screen.queryByRole("button", { name: /settled/ })).not.toBeInTheDocument();
    await user.keyboard("a");
    await user.click(button("1 settled"));
    const list = await screen.findByRole("dialog", { name: "Settled by other cards" });
    expect(within(list).getByText("You accepted “a lot” instead.")).toBeVisible();
    await user.click(within(list).getByRole("button", { name: "Use “much” instead" }));
    expect(within(list).getByText("You accepted “much” instead.")).toBeVisible();
    expect(within(list).queryByText("You accepted “a lot” instead.")).not.toBeInTheDocument();
    await expect.poll(() => sent.map(({ changeId }) => changeId)).toEqual(["a", "b"]);
  });

  it("tell the server's reason where the server has settled them", async () => {
    const settledBy = { changeId: "a", reason: "Its words are taken." };
    const user = deal([three[2] as Change, { ...(three[1] as Change), state: "rejected", settledBy }]);
    shows("the");
    await user.click(button("1 settled"));
    expect(await screen.findByText("Its words are taken.")).toBeVisible();
  });
});

describe("A drag", () => {
  const drag = (
    to: { x: number; y: number },
    { end = "pointerUp" as "pointerUp" | "pointerCancel" } = {},
  ) => {
    const target = card();
    const pointer = { pointerId: 1, isPrimary: true, button: 0 };
    fireEvent.pointerDown(target, { ...pointer, clientX: 100, clientY: 100 });
    for (const part of [0.25, 0.5, 0.75, 1]) {
      fireEvent.pointerMove(target, { ...pointer, clientX: 100 + to.x * part, clientY: 100 + to.y * part });
    }
    const during = { transform: target.style.transform, leaning: target.dataset.leaning };
    fireEvent[end](target, { ...pointer, clientX: 100 + to.x, clientY: 100 + to.y });
    return during;
  };

  it.each([
    ["right", { x: 200, y: 10 }, "accept"],
    ["left", { x: -200, y: 10 }, "reject"],
    ["up", { x: 10, y: -200 }, "skip"],
  ])("%s decides", async (leaning, to, action) => {
    deal();
    expect(drag(to).leaning).toBe(leaning);
    shows("receive");
    await expect.poll(() => sent).toMatchObject([{ changeId: "a", action }]);
  });

  it.each([
    ["down", { x: 0, y: 300 }, "pointerUp"],
    ["too short", { x: 6, y: 0 }, "pointerUp"],
    ["that the system took away", { x: 200, y: 0 }, "pointerCancel"],
  ] as const)("%s decides nothing and leaves the card in its place", (_, to, end) => {
    deal();
    drag(to, { end });
    shows("a lot");
    expect(card().style.transform).toBe("");
  });

  it("moves the card without drawing the page anew", () => {
    deal();
    expect(drag({ x: 200, y: 0 }).transform).toBe("translate3d(200px, 0px, 0) rotate(8.333333333333334deg)");
  });

  const at = (x: number, pointerId: number, isPrimary = true) => ({
    pointerId,
    isPrimary,
    pointerType: "touch",
    button: 0,
    clientX: x,
    clientY: 100,
  });

  it("goes on under its finger when a second one joins, moves and leaves", async () => {
    deal();
    const target = card();
    fireEvent.pointerDown(target, at(100, 1));
    fireEvent.pointerMove(target, at(150, 1));
    const { transform } = target.style;
    fireEvent.pointerDown(target, at(300, 2, false));
    fireEvent.pointerMove(target, at(20, 2, false));
    expect(target.style.transform).toBe(transform);
    fireEvent.pointerUp(target, at(20, 2, false));
    expect(target.style.transform).toBe(transform);
    fireEvent.pointerMove(target, at(300, 1));
    expect(target.style.transform).toContain("translate3d(200px,");
    fireEvent.pointerUp(target, at(300, 1));
    await expect.poll(() => sent).toMatchObject([{ changeId: "a", action: "accept" }]);
  });

  it("is not waited for when its end was told to nobody", async () => {
    deal();
    fireEvent.pointerDown(card(), at(100, 1));
    fireEvent.pointerMove(card(), at(150, 1));
    fireEvent.pointerDown(card(), at(100, 2));
    fireEvent.pointerMove(card(), at(300, 2));
    fireEvent.pointerUp(card(), at(300, 2));
    await expect.poll(() => sent).toMatchObject([{ changeId: "a", action: "accept" }]);
  });

  it("ends where the mouse was let go beside the card", () => {
    deal();
    const mouse = (x: number, buttons: number) => ({ ...at(x, 1), pointerType: "mouse", buttons });
    fireEvent.pointerDown(card(), mouse(100, 1));
    fireEvent.pointerMove(card(), mouse(300, 0));
    expect(card().style.transform).toBe("");
  });

  it("does not begin on a button", () => {
    deal();
    fireEvent.pointerDown(button("Accept"), {
      pointerId: 1,
      isPrimary: true,
      button: 0,
      clientX: 0,
      clientY: 0,
    });
    fireEvent.pointerMove(card(), { pointerId: 1, clientX: 300, clientY: 0 });
    expect(card().style.transform).toBe("");
  });
});
