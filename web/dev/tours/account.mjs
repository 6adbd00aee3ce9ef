// The person: account, devices, keys, settings; and what pages show while there is nothing, or no answer.
export async function account({ page, shoot, button, link, register }) {
  await page.goto("/register");
  await page.getByLabel("Email").fill("short@example.com");
  await page.getByLabel("Password").fill("short");
  await shoot("register");
  await register();
  await link("Reviews").click();
  await page.getByText("No reviews yet").waitFor();
  await shoot("jobs-empty");
  await page.goto("/history");
  await page.getByText("Nothing has happened yet").waitFor();
  await shoot("history-empty");
  await button("You and your account").click();
  await shoot("menu", { fullPage: false });
  await page.keyboard.press("Escape");
  await page.goto("/account");
  await page.getByText("This device").waitFor();
  await shoot("account");
  await page.getByLabel("Current password").fill("not my password");
  await page.getByLabel("New password").fill("another fine passphrase");
  await button("Change password").click();
  await page.getByText("This is not your password").waitFor();
  await page.getByLabel("What the key is for").fill("Our shop");
  await button("Make a key").click();
  await page.getByText("shown this once").waitFor();
  await button("Erase my account").click();
  await page.getByLabel(/to confirm/).fill("somebody");
  await shoot("account-asking");
  await page.goto("/settings");
  await page.getByRole("heading", { name: "Keys of the deck" }).waitFor();
  await shoot("settings");
  await button("Change the key for Accept").click();
  await page.keyboard.press("x");
  await page.getByText("X is taken").waitFor();
  await shoot("settings-taken");

  await page.goto("/plan");
  await page.getByRole("heading", { name: "Plan", exact: true }).waitFor();
  await shoot("plan");

  const refuse = (path, status, code) =>
    page.route(path, (route) =>
      route.fulfill({
        status,
        json: { success: false, error: { code, message: code }, requestId: "req_tour" },
      }),
    );
  await refuse("**/api/v1/jobs?*", 500, "INTERNAL");
  // A list that is kept would be shown instead.
  await page.goto("/jobs?q=unkept");
  await page.getByText("That didn't load").waitFor({ timeout: 30_000 });
  await shoot("jobs-failed");
  await page.unroute("**/api/v1/jobs?*");
  await page.route("**/api/v1/jobs?*", () => undefined);
  await page.goto("/jobs?q=unkept");
  await page.getByText("Fetching your reviews").waitFor();
  await page.waitForTimeout(500);
  await shoot("jobs-loading");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await refuse("**/api/v1/jobs/*", 410, "GONE");
  await page.goto("/jobs/0197a000-0000-7000-8000-000000000000");
  await page.getByText("No such review").waitFor();
  await shoot("job-missing");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.goto("/account");
  await page.getByText("This device").waitFor();
  await page.context().setOffline(true);
  await page.getByText("Offline").first().waitFor();
  await shoot("account-offline", { fullPage: false });
  await page.context().setOffline(false);
}
