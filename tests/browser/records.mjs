// The record of a run on the page of a runbook. Each takes {watched, open, address, report, where}.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judgeAccess } from "./judges.mjs";

const RUNBOOK = "case/runbooks/recover.html";
const HOSTILE = `it's "<img src=x onerror=alert(1)>": # {{note}} - & *x`;

const part = (page, step) => page.getByRole("group", { name: `Record of step ${step}`, exact: true });
const clock = (page) => page.locator(".record-clock").textContent();
const begin = (page) => page.getByRole("button", { name: "Record this run" }).click();

async function openRunbook({ watched, open, address }, options) {
  const context = await watched(options);
  const { page, seen } = await open(context, address(RUNBOOK));
  if (!options || options.javaScriptEnabled !== false) await page.waitForSelector(".record-bar");
  return { context, page, seen };
}

export async function untouched(world) {
  const { report, where } = world;
  const plain = await openRunbook(world, { javaScriptEnabled: false });
  report(await plain.page.locator("[class*=record], button").count() === 0, `${where}: without scripts there is no record`);
  report(await plain.page.locator("li.task > input:disabled").count() > 5, `${where}: without scripts the boxes are as on paper`);
  await plain.context.close();
  const { context, page } = await openRunbook(world);
  report(await page.locator(".record:visible, .record-clock:visible").count() === 0, `${where}: who only reads sees one button more`);
  await context.close();
}

// Fills in what a drill leaves behind.
async function work(page) {
  await begin(page);
  await page.locator(".record select").first().selectOption("drill");
  await page.getByLabel("Exercise", { exact: true }).selectOption("dry-dock");
  await page.getByLabel("Who leads").fill("Maria Silva");
  await page.getByLabel("Declared", { exact: true }).fill("23:45");
  await page.context().clock.fastForward("20:00");
  const first = part(page, "find-dump");
  await first.getByLabel("By").fill("MS");
  await first.getByLabel("Done").check();
  await first.getByLabel("Note").fill(HOSTILE);
  await part(page, "restore").getByLabel("Outcome").selectOption("failed");
  await page.locator("#step-tick-off li.task > input").first().check();
  await page.locator("#step-sea-state li.task", { hasText: "swell" }).locator("input").check();
  await part(page, "sea-state").getByLabel("Done").check();
  await page.locator("#step-lift li.task > input").first().check();
}

async function finish(page) {
  await page.getByRole("button", { name: "Now: Service back" }).click();
  await page.getByLabel("Outcome").last().selectOption("passed");
  await page.getByLabel("Shown to be wrong").fill(HOSTILE);
  await page.getByLabel("Severity").selectOption("high");
  await page.getByRole("button", { name: "Add a finding" }).click();
  await page.getByLabel("Shown to be wrong").nth(1).fill("the rope is short");
  await page.getByLabel("Notes").fill("first line\nsecond line");
}

// The text goes through `redbinder record` into a history; what that tells of the run.
function recorded({ binary, library }, download) {
  const folder = mkdtempSync(join(tmpdir(), "redbinder-"));
  try {
    const history = join(folder, "history.db");
    const said = execFileSync(binary, ["record", "--library", library, "--history", history, download], { encoding: "utf8", stdio: "pipe" });
    const id = execFileSync(binary, ["history", "list", "--history", history, "--format", "json"], { encoding: "utf8" });
    const run = execFileSync(binary, ["history", "show", "--history", history, JSON.parse(id)[0].name], { encoding: "utf8" });
    return { said, run };
  } catch (error) {
    return { said: "", run: "", error: String(error.stderr || error) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function drill(world) {
  const { report, where } = world;
  const { context, page, seen } = await openRunbook(world, { acceptDownloads: true });
  await begin(page);
  report(await page.getByLabel("Work begun", { exact: true }).inputValue() === "2026-11-20 23:50", `${where}: work begins when the record does`);
  report(/^0 min since work was begun; 3 h 40 min of the RTO of 3 h 40 min left · 0 of /.test(await clock(page)), `${where}: the clock runs against the RTO`, await clock(page));
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("button", { name: "Remove it" }).click();
  report(await page.locator(".record:visible").count() === 0, `${where}: a record is cleared`);
  await context.clock.pauseAt(new Date("2026-11-20T22:50:30Z"));
  await work(page);
  const first = part(page, "find-dump");
  report(await first.getByLabel("Outcome").inputValue() === "passed", `${where}: what is ticked has passed`);
  report(await first.getByLabel("End", { exact: true }).inputValue() === "2026-11-21 00:10", `${where}: the end is noted, past midnight`, await first.getByLabel("End", { exact: true }).inputValue());
  report(await part(page, "sea-state").getByLabel("By").inputValue() === "MS", `${where}: initials are given once`);
  report(await page.getByLabel("Declared", { exact: true }).inputValue() === "2026-11-20 23:45", `${where}: a time gets the day on which it was last`);
  report((await clock(page)).startsWith("25 min since it was declared; 3 h 15 min of"), `${where}: the clock counts from the declaration`, await clock(page));
  await first.getByLabel("Start", { exact: true }).fill("soon");
  await page.keyboard.press("Tab");
  report(await first.getByLabel("Start", { exact: true }).getAttribute("aria-invalid") === "true", `${where}: what is no time is marked`);
  await first.getByLabel("Start", { exact: true }).fill("23:52");
  await context.clock.fastForward("04:00:00");
  report(/45 min over the RTO of 3 h 40 min/.test(await clock(page)), `${where}: what is over the RTO is told`, await clock(page));
  await page.getByRole("button", { name: "Write it out" }).click();
  report((await page.locator(".record-out").textContent()).includes("It does not say yet how the run ended"), `${where}: what is missing is told`);
  await finish(page);
  const before = await clock(page);
  await page.reload();
  await page.waitForSelector(".record-bar");
  report(await clock(page) === before && before.startsWith("Service back after 4 h 25 min"), `${where}: a record outlives its page`, before);
  report(await first.getByLabel("Note").inputValue() === HOSTILE, `${where}: a note is kept as it was written`);
  report(await page.locator("#step-tick-off li.task > input").first().isChecked(), `${where}: ticks are kept`);
  await page.getByRole("button", { name: "Write it out" }).click();
  const text = await page.getByLabel("The record as text").inputValue();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a file" }).click()]);
  report(download.suggestedFilename() === "case-recover.yaml", `${where}: the file has a name`, download.suggestedFilename());
  report(readFileSync(await download.path(), "utf8") === text, `${where}: the file holds the text`);
  const { said, run, error } = recorded(world, await download.path());
  report(/1 run, 4 steps, 2 findings/.test(said), `${where}: redbinder record takes it in`, said + (error ?? ""));
  for (const words of [HOSTILE, "swell", "lift/", "Maria Silva", "the rope is short", "second line", "2026-11-20T22:45:00Z"])
    report(run.includes(words), `${where}: the history has it: ${words}`, run);
  report(seen.errors.length === 0, `${where}: a record raises no complaint`, seen.errors.join("; "));
  await context.close();
}

export async function changed(world) {
  const { report, where } = world;
  const { context, page } = await openRunbook(world);
  await begin(page);
  await part(page, "find-dump").getByLabel("Done").check();
  await page.evaluate(() => {
    const name = Object.keys(localStorage).find((at) => at.startsWith("redbinder record case/recover "));
    const older = JSON.parse(localStorage.getItem(name));
    older.hash = "0123456789abcdef";
    localStorage.removeItem(name);
    localStorage.setItem("redbinder record case/recover 0123456789abcdef", JSON.stringify(older));
  });
  await page.reload();
  const notice = page.locator(".record-older");
  await notice.waitFor();
  report(/has changed.*begun 2026-11-20 23:50, with the hash 0123456789ab;/.test(await notice.textContent()), `${where}: that the runbook has changed is told`, await notice.textContent());
  report(!await page.locator(".recording").count(), `${where}: its old record is not taken for the new one`);
  await notice.getByRole("button", { name: "Write it out" }).click();
  report((await page.getByLabel("The record as text").inputValue()).includes("hash: '0123456789abcdef'"), `${where}: the old record is written out as what it is`);
  await notice.getByRole("button", { name: "Take it over" }).click();
  report(await part(page, "find-dump").getByLabel("Done").isChecked(), `${where}: the old record is carried over`);
  report(/done by the runbook with the hash 0123456789ab/.test(await page.getByLabel("Notes").inputValue()), `${where}: and says which runbook it was`);
  report(await notice.count() === 0, `${where}: and asks no more`);
  await context.close();
}

export async function paper(world) {
  const { report, where } = world;
  const { context, page } = await openRunbook(world, { colorScheme: "dark" });
  await begin(page);
  await part(page, "find-dump").getByLabel("Note").fill("the tape was warm");
  for (const [scheme, width] of [["light", 1200], ["dark", 1200], ["light", 360]]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 800 });
    const faults = await judgeAccess(page);
    report(faults.length === 0, `${where}: a record is accessible, ${scheme} ${width}`, faults.join("; "));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    report(wide <= 0, `${where}: a record fits its window, ${scheme} ${width}`, `${wide} px`);
  }
  await page.emulateMedia({ media: "print" });
  report(await page.locator("button:visible").count() === 0, `${where}: no buttons on a printed record`);
  report(await part(page, "find-dump").getByLabel("Note").isVisible(), `${where}: notes are printed`);
  report(await part(page, "restore").getByLabel("Start", { exact: true }).isVisible(), `${where}: there are lines to write on`);
  report(await page.getByLabel("Observer").isVisible(), `${where}: what is folded away is printed`);
  await context.close();
}

export async function keys(world) {
  const { report, where } = world;
  const { context, page } = await openRunbook(world);
  const tabTo = async (test) => {
    for (let i = 0; i < 200; i++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(test)) return true;
    }
    return false;
  };
  report(await tabTo(() => document.activeElement.className === "record-start"), `${where}: the keyboard reaches the record`);
  await page.keyboard.press("Enter");
  report(await tabTo(() => document.activeElement.closest("#step-find-dump .record-done")), `${where}: the keyboard reaches a step`);
  await page.keyboard.press("Space");
  report(await part(page, "find-dump").getByLabel("Outcome").inputValue() === "passed", `${where}: the keyboard ticks it`);
  const seenWhole = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect(), bar = document.querySelector(".record-bar").getBoundingClientRect();
    return box.top >= bar.bottom;
  });
  report(seenWhole, `${where}: the bar covers nothing that has the focus`);
  await context.close();
}

export async function unkept(world) {
  const { report, where } = world;
  const context = await world.watched();
  await context.addInitScript(() => {
    window.room = Storage.prototype.setItem;
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  });
  const { page, seen } = await world.open(context, world.address(RUNBOOK));
  await begin(page);
  report(/this browser keeps nothing/.test(await clock(page)), `${where}: that nothing is kept is told`, await clock(page));
  await part(page, "find-dump").getByLabel("Note").fill("not kept");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  report(await part(page, "find-dump").getByLabel("Note").inputValue() === "not kept", `${where}: what is not kept stays while the page does`);
  await page.evaluate(() => { Storage.prototype.setItem = window.room; });
  await part(page, "find-dump").getByLabel("Note").fill("kept again");
  report(!/keeps nothing/.test(await clock(page)), `${where}: once there is room it is kept, and no longer told otherwise`, await clock(page));
  report(seen.errors.length === 0, `${where}: a browser that keeps nothing raises no complaint`, seen.errors.join("; "));
  await context.close();
}

// A page that was asleep while the record went on in another window.
export async function asleep(world) {
  const { report, where, address } = world;
  const context = await world.watched();
  await context.addInitScript(() => addEventListener("storage", (event) => event.stopImmediatePropagation()));
  const first = await world.open(context, address(RUNBOOK));
  await begin(first.page);
  const second = await world.open(context, address(RUNBOOK));
  await part(second.page, "find-dump").getByLabel("Note").fill("written elsewhere");
  await first.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  const note = await part(first.page, "find-dump").getByLabel("Note").inputValue();
  report(note === "written elsewhere", `${where}: a page that wakes up has what was written elsewhere`, note);
  await part(first.page, "restore").getByLabel("Note").fill("and here");
  await second.page.reload();
  const both = await Promise.all(["find-dump", "restore"].map((step) => part(second.page, step).getByLabel("Note").inputValue()));
  report(both.join() === "written elsewhere,and here", `${where}: neither window writes over the other`, both.join());
  report(first.seen.errors.concat(second.seen.errors).length === 0, `${where}: two windows raise no complaint`, first.seen.errors.concat(second.seen.errors).join("; "));
  await context.close();
}
