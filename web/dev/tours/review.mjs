// The way of a file: upload, cards, result.
export async function review({ page, options, shoot, button, link, card, samples, complaints, register }) {
  const start = async (file) => {
    await page.goto("/upload");
    await page.getByLabel("File").setInputFiles(samples[file]);
    await button("Start review").click();
  };

  await register();
  await page.goto("/upload");
  await page.getByLabel("File").setInputFiles(samples["essay.docx"]);
  await page.getByRole("radio", { name: "In your own words" }).check({ force: true });
  await page.getByRole("switch", { name: "Private" }).check({ force: true });
  await page.getByText("your own file back").waitFor();
  await shoot("upload-filled");
  await page.getByRole("radio", { name: "Change the tone" }).check({ force: true });
  await shoot("upload-tone");
  await button("Start review").click();
  await button("Proofread it on this machine").waitFor();
  await shoot("job-no-model");
  await page.goto("/upload");
  await page.getByLabel("File").setInputFiles(samples["paper.pdf"]);
  await page.getByText("can’t be changed in place").waitFor();
  await shoot("upload-pdf");
  await page.getByLabel("File").setInputFiles([samples["wrong.docx"], samples["r.receipt.json"]]);
  await page.getByRole("alert").nth(1).waitFor();
  await shoot("upload-refused");
  await button("Cancel: wrong.docx").click();
  // The end of a large file never arrives.
  await page.route("**/uploads/tus/*", (route) =>
    route.request().method() === "PATCH" ? null : route.continue(),
  );
  await page.getByLabel("File").setInputFiles([samples["essay.docx"], samples["large.md"]]);
  await page.getByText(/of 6 MB/).waitFor();
  await shoot("upload-many");
  await button("Pause: large.md").click();
  await shoot("upload-paused");
  await button("Resume: large.md").click();
  await page.context().setOffline(true);
  await page.getByText("It goes on by itself").waitFor();
  await shoot("upload-offline");
  await page.context().setOffline(false);
  await button("Paste text instead").click();
  await shoot("upload-paste");
  await page.keyboard.press("Escape");
  for (const gone of ["Remove: paper.pdf", "Remove: essay.docx", "Cancel: large.md"])
    await button(gone).click();
  await page.unrouteAll();

  await start("broken.docx");
  await page.getByRole("alert").waitFor();
  await shoot("job-failed");
  await start("clean.txt");
  await page.getByText("found nothing").waitFor();
  await shoot("job-clean");
  await start("essay.docx");
  await page.getByText("cards so far").waitFor();
  await page.waitForTimeout(500);
  await shoot("job-running");
  await link("Review changes").click();
  await card.waitFor();
  await shoot("deck-first", { fullPage: false });
  await page.waitForTimeout(1500);
  if (options.hasTouch) {
    for (const [dx, dy] of [
      [200, 10],
      [-200, 10],
      [200, -20],
    ])
      await swipe(page, card, dx, dy);
  } else {
    for (const key of ["ArrowRight", "ArrowLeft", "a"]) await page.keyboard.press(key);
  }
  await page.getByText("3 of 27").waitFor();
  await shoot("deck-conflict", { fullPage: false });
  await button("Accept").click();
  await button("1 settled").click();
  await shoot("deck-settled", { fullPage: false });
  await button("Close").click();
  await shoot("deck-punctuation", { fullPage: false });
  if (options.hasTouch) await button("Preview").click();
  for (const view of ["As it stands", "All accepted", "Original"]) {
    await page.getByRole("radio", { name: view }).check({ force: true });
    await page.locator("[aria-current=true]").waitFor();
    await shoot(`preview-${view.toLowerCase().replaceAll(" ", "-")}`, { fullPage: false });
  }
  await page.getByRole("radio", { name: "As it stands" }).check({ force: true });
  await page.keyboard.press("Tab");
  if (options.hasTouch) await button("Close").click();
  await drag(page, card, 110, 6);
  await shoot("deck-leaning-right", { fullPage: false });
  await page.mouse.move(0, 0);
  await page.mouse.up();
  await drag(page, card, -110, 6);
  await shoot("deck-leaning-left", { fullPage: false });
  await page.mouse.up();
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("Space");
  await shoot("deck-alternatives", { fullPage: false });
  await button("Edit").click();
  await shoot("deck-edit", { fullPage: false });
  await page.getByLabel("Your wording").fill("very rare indeed");
  await button("Save and accept").click();
  await button("Undo").click();
  await page.context().setOffline(true);
  await button("Reject").click();
  await page.waitForTimeout(600);
  await shoot("deck-offline", { fullPage: false });
  await page.context().setOffline(false);
  for (let left = 40; left > 0 && (await card.isVisible()); left--)
    await page.keyboard.press(left % 3 ? "a" : "x");
  await page.getByText("That was the last card").waitFor();
  await shoot("deck-done", { fullPage: false });
  await link("Finish").click();
  await button("Download").waitFor();
  await shoot("finish");
  const [saved] = await Promise.all([page.waitForEvent("download"), button("Download").click()]);
  if (saved.suggestedFilename() !== "essay (reviewed).docx")
    complaints.push(`${look}: saved as ${saved.suggestedFilename()}`);
  await page.getByText("should be downloading").waitFor();
  await button("Get the report as a PDF").click();
  await page.getByText("should be downloading").nth(1).waitFor();
  await shoot("finish-ready");
  await start("paper.pdf");
  await link("Review changes").click();
  await link("Finish").click();
  await button("Download").waitFor();
  await shoot("finish-pdf");
  await page.goto("/jobs");
  await link("essay.docx").first().waitFor();
  await shoot("jobs");
  await page.getByRole("button", { name: /Notifications/ }).click();
  await shoot("notifications", { fullPage: false });
  await page.goto("/history");
  await page.getByText("Review started").first().waitFor();
  await shoot("history");
}

/** By real touches: what the browser takes for a scroll of its own never reaches the card. */
async function swipe(page, target, dx, dy) {
  const box = await target.boundingBox();
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const touch = await page.context().newCDPSession(page);
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [from] });
  for (let part = 0.2; part <= 1; part += 0.2) {
    const to = { x: from.x + dx * part, y: from.y + dy * part };
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [to] });
  }
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await touch.detach();
}

async function drag(page, target, dx, dy) {
  const box = await target.boundingBox();
  const from = { x: box.x + box.width / 2, y: box.y + 90 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + dx, from.y + dy, { steps: 6 });
}
