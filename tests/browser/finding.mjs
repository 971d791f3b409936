// What the search finds, and how it is steered. Each takes {watched, open, address, report, where}.
import { judgeAccess } from "./judges.mjs";

const HOME = "index.html";

// What is found for WORDS: label, page and text of the best place, and its address.
async function best(page, words) {
  await page.locator(".search input").fill(words);
  await page.locator(".search-status").filter({ hasText: /found|shown/ }).waitFor();
  const first = page.locator(".hit").first();
  return { text: await first.textContent(), href: await first.getAttribute("href"), marks: await first.locator("mark").allTextContents() };
}

// The words, what the best place says and where it is, and what is marked there, if anything.
const WANTED = [
  ["a title", "radio text", "Radio text", /communications\.html#message-radio-text$/, "Radio"],
  ["a step", "newest dump", "Find the newest dump", /recover\.html#step-find-dump$/, "newest"],
  ["the id of a step", "walk-round", "Walk round the cranes", /#step-walk-round$/, "walk-round"],
  ["a command", "dropdb orders", "Restore the orders", /recover\.html#step-restore$/, "dropdb"],
  ["a person", "maria", "Maria Silva", /people\.html#person-maria-silva$/, "Maria"],
  ["a number", "+49 30 901820", "Maria Silva", /people\.html#person-maria-silva$/, "+49"],
  ["a number as it is dialled at home", "030 901820", "Maria Silva", /people\.html#person-maria-silva$/, "901820"],
  ["a word that may be parted", "machineroom", "machine\u00adroom", /people\.html#/, null],
  ["a row of a table", "orders database", "Orders database", /objectives\.html#data-/, "database"],
];

export async function finding(world) {
  const { watched, open, address, report, where } = world;
  const context = await watched();
  const { page, seen } = await open(context, address(HOME));
  await page.keyboard.press("/");
  await page.keyboard.type("z");
  for (const [what, words, says, leads, mark] of WANTED) {
    const found = await best(page, words);
    report(found.text.includes(says) && leads.test(found.href), `${where}: ${what} is found`, `${found.text} ${found.href}`);
    report(mark === null || found.marks.some((text) => text.toLowerCase() === mark.toLowerCase()), `${where}: ${what}: the match is shown`, found.marks.join("; "));
  }
  const faults = await judgeAccess(page);
  report(faults.length === 0, `${where}: the list of places is accessible`, faults.join("; "));
  report(seen.errors.length === 0, `${where}: finding raises no complaint`, seen.errors.join("; "));
  await context.close();
}

// An index that no library has; the page is the same for all.
const STRANGE = [["index.html", "Strange", [
  ["long", "section", "A word without end", "x".repeat(200) + "needle" + "y".repeat(200)],
  ["names", "section", "Łukasz Großmann of Tromsø", "looks after the mu\u0308hle"],
  ["swiss", "card", "Zoé Keller", "+41 (0)44 668\u201118\u201100"],
  ["types", "section", "Restore the database", "of orders"],
]]];

// What is typed, the place that is found, and what is marked there.
const STRANGELY_WANTED = [
  ["a word within a long one", "needle", "long", "needle"],
  ["a letter that is typed as another", "lukasz", "names", "Łukasz"],
  ["a letter that is typed as two", "grossmann", "names", "Großmann"],
  ["both ways", "GROẞMANN tromsö", "names", "Tromsø"],
  ["a letter that was written as two", "mühle", "names", "mu\u0308hle"],
  ["a number with a zero that is not dialled", "0041 44 6681800", "swiss", null],
  ["a number with that zero", "+41 (0)44 668", "swiss", null],
];

export async function strange({ watched, open, address, report, where }) {
  const context = await watched();
  await context.route("**/search-index.js", (route) => route.fulfill({ contentType: "text/javascript", body: "window.redbinderPages=" + JSON.stringify(STRANGE) }));
  const { page, seen } = await open(context, address(HOME));
  const status = page.locator(".search-status"), input = page.locator(".search input");
  for (const [what, words, anchor, mark] of STRANGELY_WANTED) {
    await input.fill(words);
    await status.filter({ hasText: /found/ }).waitFor();
    const hits = page.locator(`.hit[href$="#${anchor}"]`);
    const marks = await hits.locator("mark").allTextContents();
    report(await hits.count() === 1, `${where}: ${what} is found`, await status.textContent());
    report(mark === null || marks.includes(mark), `${where}: ${what}: the match is shown`, marks.join("; "));
  }
  for (const words of ["restore databsae", "databse"]) {
    await input.fill(words);
    await status.filter({ hasText: "Nothing found" }).waitFor();
    await context.clock.fastForward(1000);
    report(await status.getByRole("button", { name: words.replace(/data.*/, "database") }).isVisible(), `${where}: a word is proposed for ${words}`, await status.textContent());
    await input.press("Enter");
    report(await page.locator('.hit[href$="#types"]').count() === 1, `${where}: Enter takes it`, await status.textContent());
  }
  await input.fill("databse");
  await context.clock.fastForward(1000);
  const faults = await judgeAccess(page);
  report(faults.length === 0, `${where}: what is proposed is accessible`, faults.join("; "));
  await status.getByRole("button").click();
  report(await page.locator('.hit[href$="#types"]').isVisible(), `${where}: a touch takes it`);
  await input.fill("zzzz");
  await context.clock.fastForward(1000);
  report(await status.textContent() === "Nothing found", `${where}: what is like nothing gets no proposal`, await status.textContent());
  report(seen.errors.length === 0, `${where}: strange words raise no complaint`, seen.errors.join("; "));
  await context.close();
}

export async function steering(world) {
  const { watched, open, address, report, where } = world;
  const context = await watched();
  const { page } = await open(context, address(HOME));
  const chosen = () => page.evaluate(() => Array.from(document.querySelectorAll(".hit"), (hit) => hit.getAttribute("aria-selected")).indexOf("true"));
  await page.keyboard.press("/");
  await page.keyboard.type("crane");
  await page.waitForSelector(".hit");
  report(await page.locator(".search input").inputValue() === "crane", `${where}: '/' goes to the search, and is no part of it`);
  const count = await page.locator(".hit").count();
  report(count > 2 && await chosen() === 0, `${where}: the best place is chosen`, String(count));
  for (const [key, index] of [["ArrowDown", 1], ["ArrowDown", 2], ["ArrowUp", 1], ["ArrowUp", 0], ["ArrowUp", count - 1], ["ArrowDown", 0]]) {
    await page.keyboard.press(key);
    report(await chosen() === index, `${where}: ${key} chooses place ${index + 1}`, String(await chosen()));
  }
  const active = await page.locator(".search input").getAttribute("aria-activedescendant");
  report(active === await page.locator(".hit").first().getAttribute("id"), `${where}: who hears the page is told which`, active);
  await page.keyboard.press("Escape");
  report(await page.locator(".hits").isHidden() && await page.locator(".search input").inputValue() === "crane", `${where}: Escape closes the list`);
  await page.keyboard.press("Escape");
  report(await page.locator(".search input").inputValue() === "", `${where}: Escape once more empties the field`);
  await context.close();
}
