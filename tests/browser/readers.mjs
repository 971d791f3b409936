// What readers do, tried out. Each takes {browser, open, address, report, where}.

const HOME = "index.html";
const RUNBOOK = "ai-docs-assistant/runbooks/restore-database.html";

export async function searching({ browser, open, address, report, where }) {
  const context = await browser.newContext();
  const { page, seen } = await open(context, address(RUNBOOK));
  const status = page.locator(".search-status");
  await page.keyboard.press("/");
  await page.keyboard.type("restore environment");
  await page.waitForSelector(".hit");
  const first = await page.locator(".hit").first().textContent();
  report(first.includes("Restore environment variables"), `${where}: the best place comes first`, first);
  report(/found/.test(await status.textContent()), `${where}: how many were found is told`);
  await page.keyboard.press("Escape");
  report(await page.locator(".hits").isHidden(), `${where}: Escape closes the list`);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/recover-application\.html#step-environment/).catch(() => {});
  report(page.url().endsWith("recover-application.html#step-environment"), `${where}: Enter goes there`, page.url());
  await page.locator(".search input").fill("no-such-word-anywhere");
  await status.filter({ hasText: /found|shown/ }).waitFor();
  report(await status.textContent() === "Nothing found", `${where}: that nothing is found is told`);
  const box = await status.boundingBox();
  report(box.x >= 0 && box.width > 50, `${where}: and shown`, JSON.stringify(box));
  await page.locator(".search input").fill("555");
  report(seen.errors.length === 0, `${where}: searching raises no complaint`, seen.errors.join("; "));
  await context.close();
}

export async function theme({ browser, open, address, report, where }) {
  const context = await browser.newContext({ colorScheme: "light" });
  const { page } = await open(context, address(HOME));
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await paper();
  await page.locator("button.theme").click();
  const after = await paper();
  report(before !== after, `${where}: the switch changes the colours`, `${before} ${after}`);
  await page.reload();
  report(await paper() === after, `${where}: the choice is kept`);
  await context.close();
}

export async function copying({ browser, open, address, report, where }) {
  const context = await browser.newContext({ permissions: where === "server" ? ["clipboard-read"] : [] });
  const { page } = await open(context, address(RUNBOOK));
  const frame = page.locator("figure.code").first();
  await frame.locator("button.copy").click();
  const said = await frame.locator("button.copy").textContent();
  report(said === "Copied", `${where}: a command is copied`, said);
  if (where === "server") {
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const code = await frame.locator("code").textContent();
    report(text.trim() === code.trim(), `${where}: just the command is copied`, text);
  }
  await context.close();
}

export async function withoutScripts({ browser, open, address, report, where }) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const { page } = await open(context, address(HOME));
  report(await page.locator("h1").isVisible(), `${where}: the home page reads without scripts`);
  await page.locator("main a", { hasText: "AI Docs Assistant" }).first().click();
  await page.locator("main a", { hasText: "Database Recovery" }).first().click();
  report(page.url().endsWith("restore-database.html"), `${where}: a runbook is two clicks away without scripts`, page.url());
  report(await page.locator("button, .search").count() === 0, `${where}: nothing waits for scripts in vain`);
  await context.close();
}

// Somebody who knows nothing of the plans, on a phone and without scripts.
export async function inTrouble({ browser, open, address, report, where }) {
  const context = await browser.newContext({ javaScriptEnabled: false, reducedMotion: "reduce", viewport: { width: 360, height: 640 } });
  const { page } = await open(context, address(HOME));
  await page.locator("header a.wrong").click();
  await page.locator("#down tr", { hasText: "Critical Systems" }).locator("a", { hasText: "Application Recovery" }).first().click();
  report(/runbooks\/recover-application\.html$/.test(page.url()), `${where}: in trouble, the runbook is two clicks away`, page.url());
  await page.locator("header a.menu").click();
  await page.locator(".around a", { hasText: "Whom to call" }).first().click();
  report(page.url().endsWith("ai-docs-assistant/contacts.html"), `${where}: and whom to call is two more`, page.url());
  await context.close();
}

// What stood on the one page of a plan before it was several.
export async function oldAddresses({ browser, open, address, report, where }) {
  const context = await browser.newContext();
  const { page } = await open(context, address("openapi-docgen/index.html") + "#scenario-service-outage");
  await page.waitForURL(/scenarios\.html#/).catch(() => {});
  report(page.url().endsWith("openapi-docgen/scenarios.html#scenario-service-outage"), `${where}: an old address leads to the new page`, page.url());
  await context.close();
}

export async function printing({ browser, open, address, report, where }) {
  const context = await browser.newContext({ colorScheme: "dark" });
  const { page } = await open(context, address(RUNBOOK));
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  report(/rgba\(0, 0, 0, 0\)|rgb\(255, 255, 255\)/.test(paper), `${where}: prints on white`, paper);
  report(await page.locator("button:visible, .search:visible").count() === 0, `${where}: no buttons on paper`);
  report(await page.locator(".crumbs", { hasText: "AI Docs Assistant" }).isVisible(), `${where}: paper says which plan it is of`);
  await context.close();
}

export async function narrow({ browser, open, address, report, where }) {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
  const { page } = await open(context, address(RUNBOOK));
  const covered = await page.evaluate(() => Array.from(document.querySelectorAll("figure.code")).filter((frame) => {
    const button = frame.querySelector("button.copy").getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(frame.querySelector("code"));
    return Array.from(range.getClientRects()).some((line) =>
      line.left < button.right && line.right > button.left && line.top < button.bottom && line.bottom > button.top);
  }).length);
  report(covered === 0, `${where}: on a phone no button lies over a command`, `${covered} are covered`);
  await page.goto(address(HOME));
  const nameless = await page.evaluate(() => Array.from(document.querySelectorAll(".stack :is(table, thead, tbody, tr, th, td)"))
    .filter((part) => !part.hasAttribute("role")).length);
  report(nameless === 0, `${where}: what is shown as cards is a table to who does not see it`, `${nameless} parts have no role`);
  report(await page.getByRole("row", { name: "OpenAPI Documentation Generator" }).getByRole("cell").count() > 4, `${where}: and its rows have cells`);
  await context.close();
}

// What is folded away is found: by those without scripts, by links, and on paper.
export async function folded({ browser, open, address, report, where }) {
  const cell = (page) => page.locator("#plan-openapi-docgen td", { hasText: "nobody holds role 'cto'" }).first();
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 640 }, hasTouch: true });
  const { page } = await open(plain, address("gaps.html"));
  const screens = await page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
  report(screens < 20, `${where}: on a phone all gaps are a few screens`, screens.toFixed(1));
  report(!await cell(page).isVisible(), `${where}: the gaps of a plan are folded away`);
  await page.emulateMedia({ media: "print" });
  report(await cell(page).isVisible(), `${where}: on paper they are not`);
  await page.emulateMedia({ media: "screen" });
  await page.locator("#plan-openapi-docgen summary").tap();
  report(await cell(page).isVisible(), `${where}: a touch shows them, without scripts`);
  await plain.close();
  const context = await browser.newContext();
  const aimed = await open(context, address("gaps.html") + "#plan-openapi-docgen");
  report(await cell(aimed.page).isVisible(), `${where}: a link to them shows them`);
  await aimed.page.goto(address("gaps.html") + "#plan-agent-factory");
  await aimed.page.waitForSelector("#plan-agent-factory details[open]", { timeout: 5000 }).catch(() => {});
  report(await aimed.page.locator("#plan-agent-factory td").first().isVisible(), `${where}: one on the page too`);
  await aimed.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  report(await aimed.page.locator("details:not([open])").count() === 0, `${where}: all are opened for paper`);
  await aimed.page.evaluate(() => dispatchEvent(new Event("afterprint")));
  report(await aimed.page.locator("details[open]").count() === 2, `${where}: and closed again`);
  report(aimed.seen.errors.length === 0, `${where}: folding raises no complaint`, aimed.seen.errors.join("; "));
  await context.close();
}
