import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { MemoryItem } from "@/lib/api/types";
import { fakeApi, refusal } from "@/testing/fakeApi";
import { renderInApp } from "@/testing/render";
import { Memory } from "./Memory";

const anItem = (id: string, facts: Partial<MemoryItem> = {}): MemoryItem => ({
  patternId: id,
  pattern: "spelling:alot>a lot",
  category: "spelling",
  title: "“alot” → “a lot”",
  words: "",
  accepted: 19,
  rejected: 1,
  weight: 20,
  probability: 0.95,
  isSettled: true,
  side: "accept",
  rule: "none",
  isOn: true,
  lastDecidedAt: "2020-01-01T00:00:00Z",
  examples: [],
  ...facts,
});

function open(items: MemoryItem[] = [anItem("p1")], settings = { isOn: true, autopilot: true }) {
  let kept = items;
  const find = (path: string) => kept.find(({ patternId }) => path.endsWith(patternId)) as MemoryItem;
  const patch = ({ path, body }: { path: string; body: unknown }) => ({
    body: Object.assign(find(path), body),
  });
  const api = fakeApi({
    "GET /api/v1/memory": ({ search }) => {
      const found = kept.filter(({ title }) => title.includes(search.get("q") ?? ""));
      return { body: { items: found, nextCursor: null } };
    },
    "GET /api/v1/memory/settings": () => ({ body: settings }),
    "PUT /api/v1/memory/settings": ({ body }) => ({ body: Object.assign(settings, body) }),
    ...Object.fromEntries(
      items.flatMap(({ patternId }) => [
        [`PATCH /api/v1/memory/${patternId}`, patch],
        [
          `DELETE /api/v1/memory/${patternId}`,
          () => {
            kept = kept.filter((item) => item.patternId !== patternId);
            return { status: 204 };
          },
        ],
      ]),
    ),
    "DELETE /api/v1/memory": () => {
      kept = [];
      return { status: 204 };
    },
    "GET /api/v1/memory/export": () => ({ body: { version: 1, patterns: [] } }),
    "POST /api/v1/memory/import": () => ({ body: { imported: 12, skipped: 3 } }),
  });
  renderInApp(<Memory />);
  const sent = (method: string) => api.received.filter((request) => request.method === method);
  return { user: userEvent.setup(), api, sent };
}

const item = (name: RegExp) => screen.findByRole("heading", { level: 3, name });
const rowOf = async (name: RegExp) => (await item(name)).closest("li") as HTMLElement;

describe("The memory", () => {
  it("says each thing in words, with its evidence", async () => {
    open([
      anItem("p1"),
      anItem("p2", { side: "reject", accepted: 0, rejected: 9, probability: 0.05 }),
      anItem("p3", { side: null, title: "Passive voice", category: "passive-voice" }),
      anItem("p4", { rule: "on", pattern: "spelling:utilize>use", title: "“utilize” → “use”" }),
    ]);
    const row = await rowOf(/^You accept “alot” → “a lot”$/);
    expect(row).toHaveTextContent("Accepted 19 times, rejected 1 time.");
    expect(row).toHaveTextContent("Last decided Jan 1, 2020.");
    expect(await item(/^You reject “alot”/)).toBeVisible();
    expect(await item(/^Not settled: Passive voice \(Passive voice\)$/)).toBeVisible();
    expect(within(await rowOf(/^Never suggest “utilize” → “use”$/)).getByText("Rule")).toBeVisible();
  });

  it("switches one thing off and on again", async () => {
    const { user, sent } = open();
    await user.click(await screen.findByRole("button", { name: /^Switch off/ }));
    await user.click(await screen.findByRole("button", { name: /^Switch on/ }));
    await screen.findByRole("button", { name: /^Switch off/ });
    expect(sent("PATCH").map(({ body }) => body)).toEqual([{ isOn: false }, { isOn: true }]);
  });

  it.each([
    ["Yes", { rule: "on" }],
    ["No", { rule: "off" }],
  ])("asks before a rule acts (%s)", async (answer, body) => {
    const { user, sent } = open([anItem("p1", { rule: "proposed", side: "reject" })]);
    const row = await rowOf(/Never suggest/);
    expect(row).toHaveTextContent("Shall this be a rule?");
    await user.click(within(row).getByRole("button", { name: new RegExp(`^${answer} `) }));
    await waitFor(() => expect(sent("PATCH").map((request) => request.body)).toEqual([body]));
  });

  it("forgets a thing only when asked twice", async () => {
    const { user, sent } = open();
    await user.click(await screen.findByRole("button", { name: /^Forget “/ }));
    expect(sent("DELETE")).toHaveLength(0);
    await user.click(screen.getByRole("button", { name: /^Forget it for good/ }));
    expect(await screen.findByText("Nothing learned yet")).toBeVisible();
  });

  it("searches, and says when there is nothing like that", async () => {
    const { user } = open();
    await item(/alot/);
    await user.type(screen.getByLabelText("Search"), "zebra");
    expect(await screen.findByText("Nothing like that")).toBeVisible();
  });

  it("shows only rules, or only what was learned", async () => {
    const { user, api } = open();
    await item(/alot/);
    await user.click(screen.getByRole("radio", { name: "Rules" }));
    await waitFor(() => expect(api.received.map(({ search }) => search.get("kind"))).toContain("rule"));
  });

  it("is switched off as a whole, and says so", async () => {
    const { user, sent } = open();
    await user.click(await screen.findByRole("switch", { name: "Learn from my decisions" }));
    expect(await screen.findByText(/^Memory is off/)).toBeVisible();
    expect(sent("PUT").map(({ body }) => body)).toEqual([{ isOn: false, autopilot: true }]);
  });

  it("is taken along as a file", async () => {
    const saved = vi.fn();
    URL.createObjectURL = (blob) => {
      saved(blob);
      return "blob:memory";
    };
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    const { user } = open();
    await user.click(screen.getByRole("button", { name: "Export" }));
    await waitFor(() => expect(clicked).toHaveBeenCalled());
    expect((clicked.mock.contexts[0] as HTMLAnchorElement).download).toBe("swipereview-memory.json");
    expect(saved).toHaveBeenCalledOnce();
  });

  it("takes in what was exported, and nothing else", async () => {
    const { user, sent } = open();
    const give = (text: string) => {
      const file = new File([text], "memory.json", { type: "application/json" });
      // What jsdom lacks of files.
      const readable = Object.assign(file, { text: async () => text });
      return user.upload(screen.getByLabelText("A memory that was exported"), readable);
    };
    await give("no json");
    expect(await screen.findByText(/no exported memory/)).toBeVisible();
    await give('{"version":1}');
    expect(await screen.findByText("12 things added. 3 were here already.")).toBeVisible();
    expect(sent("POST").map(({ body }) => body)).toEqual([{ version: 1 }]);
  });

  it("is forgotten as a whole when asked twice", async () => {
    const { user, sent } = open();
    await user.click(screen.getByRole("button", { name: "Forget everything" }));
    expect(sent("DELETE")).toHaveLength(0);
    await user.click(screen.getByRole("button", { name: "Forget everything for good" }));
    expect(await screen.findByText("Everything is forgotten.")).toBeVisible();
    expect(await screen.findByText("Nothing learned yet")).toBeVisible();
  });

  it("offers another try when it doesn't load", async () => {
    const { api } = open();
    await item(/alot/);
    api.routes["GET /api/v1/memory"] = () => refusal(500, "INTERNAL");
    renderInApp(<Memory />);
    expect(await screen.findByRole("button", { name: "Try again" })).toBeVisible();
  });
});
