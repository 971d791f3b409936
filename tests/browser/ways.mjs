// The ways through the site. Each takes {browser, open, address, report, where}.

const HOME = "index.html";
const RUNBOOK = "ai-docs-assistant/runbooks/restore-database.html";

// By the lists of pages and the path of each page, there and back.
export async function navigation({ browser, open, address, report, where }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const { page, seen } = await open(context, address(HOME));
  const at = (end) => page.url().endsWith(end);
  await page.locator(".pages a", { hasText: "AI Docs Assistant" }).click();
  report(at("ai-docs-assistant/index.html"), `${where}: the list of pages leads to a plan`, page.url());
  const places = await page.locator(".pages a[href]").evaluateAll((links) => links.map((link) => link.href));
  let current = 0;
  for (const place of places) {
    await page.goto(place);
    current += await page.locator('.pages [aria-current="page"]').count() === 1;
  }
  report(places.length > 15 && current === places.length, `${where}: each page around knows itself in its list`, `${current} of ${places.length}`);
  await page.goto(address(RUNBOOK));
  await page.locator(".places a", { hasText: "Restore the backup" }).click();
  report(at("#step-restore"), `${where}: the places of a page lead to a step`, page.url());
  await page.locator(".crumbs a", { hasText: "AI Docs Assistant" }).click();
  report(at("ai-docs-assistant/index.html"), `${where}: the path leads to the plan`, page.url());
  await page.goBack();
  report(at("#step-restore"), `${where}: and back to the step`, page.url());
  await page.locator(".crumbs a").first().click();
  report(at(HOME) && await page.locator(".crumbs").count() === 0, `${where}: the path begins at home`, page.url());
  report(seen.errors.length === 0, `${where}: walking about raises no complaint`, seen.errors.join("; "));
  await context.close();
}

// What has the focus, as somebody sees it who only has keys.
function focused() {
  const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
  return { text: element.textContent.trim(), shown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inside: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight };
}

// Presses Tab until something says TEXT; each stop on the way must be seen.
async function tabTo(page, text, unseen) {
  for (let stop = 0; stop < 200; stop++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(focused);
    if (!at.shown || !at.inside) unseen.push(at.text || "nameless");
    if (at.text === text) return true;
  }
  return false;
}

// From the first page to the runbook of what is down, without a mouse.
export async function keysAlone({ browser, open, address, report, where }) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const { page } = await open(context, address(HOME));
  const unseen = [];
  await page.keyboard.press("Tab");
  report((await page.evaluate(focused)).text === "Skip to the content", `${where}: the first stop skips the head`);
  await page.keyboard.press("Enter");
  report(await page.evaluate(() => document.activeElement.localName === "main"), `${where}: and leads to the content`);
  report(await tabTo(page, "Find the runbook", unseen), `${where}: keys reach the way to the runbooks`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/now\.html/);
  report(await tabTo(page, "Database Recovery", unseen), `${where}: keys reach a runbook`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/runbooks/);
  report(await tabTo(page, "Copy", unseen), `${where}: keys reach a command`);
  await page.keyboard.press("Enter");
  report((await page.evaluate(focused)).text === "Copied", `${where}: keys copy it`);
  report(unseen.length === 0, `${where}: whatever has the focus is seen to have it`, unseen.join("; "));
  await context.close();
}
