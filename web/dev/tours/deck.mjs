// What one can do in a long deck besides swiping, and what is learned from it.
export async function deck({ page, shoot, button, link, card, samples, register }) {
  const tool = (name) => page.getByRole("toolbar", { name: "The deck" }).getByRole("button", { name });
  const close = () => page.keyboard.press("Escape");

  await register();
  await page.goto("/upload");
  await page.getByLabel("File").setInputFiles(samples["long again.docx"]);
  await button("Start review").click();
  await page.getByText("Ready", { exact: true }).waitFor({ timeout: 60_000 });
  await link("Review changes").click();
  await card.waitFor();
  await page.getByText("swipes left").waitFor();
  await shoot("deck-group-card", { fullPage: false });
  await page.keyboard.press("g");
  await shoot("deck-group", { fullPage: false });
  await close();
  await page.keyboard.press("j");
  await shoot("deck-all-cards", { fullPage: false });
  await close();
  await tool(/^Filter/).click();
  await page.getByLabel("Part of the document").waitFor();
  await shoot("deck-filter", { fullPage: false });
  await page.getByLabel("State").selectOption("skipped");
  await button("Done").click();
  await page.getByText("No card like that").waitFor();
  await shoot("deck-filter-empty", { fullPage: false });
  await button("Show all cards").click();
  await page.keyboard.press("?");
  await shoot("deck-keys", { fullPage: false });
  await close();
  await tool(/^Hidden/).click();
  await shoot("deck-hidden", { fullPage: false });
  await close();
  await tool("Autopilot").click();
  await shoot("autopilot-not-yet", { fullPage: false });
  await close();
  await page.keyboard.press("f");
  await tool("1 flagged").click();
  await shoot("deck-flagged", { fullPage: false });
  for (let swipes = 20; swipes > 0; swipes--) await page.keyboard.press("a");
  await page.getByText("accept the remaining").waitFor();
  await shoot("deck-suggestion", { fullPage: false });
  await tool("Autopilot").click();
  await shoot("autopilot-offer", { fullPage: false });
  await button("Let it decide").click();
  await page
    .getByText(/^Autopilot decided \d+ cards\.$/, { exact: true })
    .first()
    .waitFor();
  await shoot("autopilot-started", { fullPage: false });
  await tool("Autopilot").click();
  await page.getByText("check cards are answered").waitFor();
  await page.getByText("What it decided, and why").click();
  await shoot("autopilot-auditing", { fullPage: false });
  await close();
  for (let left = 40; left > 0 && (await card.isVisible()); left--) await page.keyboard.press("a");
  await tool("Autopilot").click();
  await page
    .getByText(/You agreed with/)
    .last()
    .waitFor();
  await shoot("autopilot-done", { fullPage: false });
  await close();

  await page.goto("/memory");
  await page.getByText("You accept “alot”").waitFor();
  await shoot("memory");
  await page.getByRole("switch", { name: "Learn from my decisions" }).click({ force: true });
  await page.getByText("Memory is off.").waitFor();
  await shoot("memory-off");
  await page.getByRole("switch", { name: "Learn from my decisions" }).click({ force: true });
  await page.getByLabel("Search").fill("zebra");
  await page.getByText("Nothing like that").waitFor();
  await shoot("memory-no-match");
}
