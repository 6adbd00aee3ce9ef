// The same pages in German, whose words are longer.
export async function german({ page, shoot, register, samples }) {
  await register();
  await page.goto("/settings");
  await page.getByRole("radio", { name: "Deutsch" }).check({ force: true });
  await page.getByRole("heading", { name: "Einstellungen" }).waitFor();
  await shoot("settings-de");
  for (const [path, name] of [
    ["/", "home-de"],
    ["/upload", "upload-de"],
    ["/jobs", "jobs-empty-de"],
    ["/account", "account-de"],
    ["/history", "history-empty-de"],
    ["/verify", "verify-de"],
    ["/nowhere", "not-found-de"],
  ]) {
    await page.goto(path);
    await page.getByRole("heading").first().waitFor();
    await page.waitForTimeout(300);
    await shoot(name);
  }
  await page.goto("/upload");
  await page.locator("input[type=file]").first().setInputFiles(samples["essay.docx"]);
  await page.getByRole("button", { name: "Durchsicht beginnen" }).click();
  await page.getByText("Bereit", { exact: true }).waitFor();
  await shoot("job-de");
  await page.getByRole("link", { name: "Änderungen durchsehen" }).click();
  await page.getByRole("article").waitFor();
  await shoot("deck-de", { fullPage: false });
  await page.goto(`${new URL(page.url()).pathname.replace("review", "finish")}`);
  await page.getByRole("button", { name: "Herunterladen" }).waitFor();
  await shoot("finish-de");
}
