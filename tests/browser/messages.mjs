// The form that fills the gaps of a message. Each takes {watched, open, address, report, where}.
import { judgeAccess } from "./judges.mjs";

const HOSTILE = `<img src=x onerror=alert(1)> $& {next} \\1`;

// The page that has the messages, wherever the plan puts them.
async function openMessages({ watched, open, address }, options) {
  const context = await watched(options);
  const { page, seen } = await open(context, address("case/runbooks/recover.html"));
  const way = await page.locator("#step-tell a", { hasText: "Radio text" }).getAttribute("href");
  await page.goto(new URL(way, page.url()).href);
  return { context, page, seen };
}

export async function filling(world) {
  const { report, where } = world;
  const { context, page, seen } = await openMessages(world, { permissions: where === "server" ? ["clipboard-read"] : [] });
  const form = page.getByRole("group", { name: "Fill in Radio text" });
  await form.waitFor();
  const text = form.getByLabel("Text of Radio text");
  report((await text.inputValue()).startsWith("All ships: cranes are down since {start}."), `${where}: a message begins as its template`);
  report(await form.getByLabel("start", { exact: true }).getAttribute("placeholder") === "time of the first alarm", `${where}: a gap says what goes into it`);
  report(await form.getByRole("status").textContent() === "2 gaps are left: start, next.", `${where}: what is left to fill in is told`);
  await form.getByLabel("start", { exact: true }).fill(HOSTILE);
  report(await text.inputValue() === `All ships: cranes are down since ${HOSTILE}.\n  Next word at {next}.\n`, `${where}: what is filled in is text`, await text.inputValue());
  await form.getByLabel("next", { exact: true }).fill("09:30");
  report(await form.getByRole("status").textContent() === "Nothing is left to fill in.", `${where}: that nothing is left is told`);
  await form.getByRole("button", { name: "Copy the text" }).click();
  report(await form.getByRole("button", { name: "Copied" }).count() === 1, `${where}: a message is copied`);
  if (where === "server") {
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    report(copied.replaceAll("\r", "") === await text.inputValue(), `${where}: just the message is copied`, copied);
  }
  const faults = await judgeAccess(page);
  report(faults.length === 0, `${where}: the form of a message is accessible`, faults.join("; "));
  await page.emulateMedia({ media: "print" });
  report(await form.isHidden(), `${where}: on paper the template stands alone`);
  report(seen.errors.length === 0, `${where}: filling in raises no complaint`, seen.errors.join("; "));
  await context.close();
}

export async function template(world) {
  const { report, where } = world;
  const { context, page } = await openMessages(world, { javaScriptEnabled: false });
  const code = page.locator("#message-radio-text figure.code");
  report((await code.textContent()).includes("since {start}"), `${where}: without scripts the template is there`);
  report(await page.locator("#message-radio-text :is(input, textarea, button)").count() === 0, `${where}: without scripts there is no form`);
  await context.close();
}
