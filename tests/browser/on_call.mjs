// Who is marked as on call, by the clock of the reader. Takes {watched, open, address, report, where}.
// The library's roster: Maria Silva "mon-fri 08:00-18:00", Harbour crew "sat,sun 00:00-24:00".

const PAGES = ["index.html", "now.html", "case/contacts.html"];

const marked = (page) => page.locator("tr", { has: page.locator(".on-call:visible") });

export async function onCall(world) {
  const { watched, open, address, report, where } = world;
  const context = await watched(); // a Friday, 23:50 in Berlin
  for (const name of PAGES) {
    const { page, seen } = await open(context, address(name));
    report(await marked(page).count() === 0, `${where} ${name}: between shifts nobody is marked`);
    report(/fri 23:\d\d, Europe\/Berlin.*time zone/.test(await page.locator(".on-call-note").textContent()), `${where} ${name}: which clock is said`, await page.locator(".on-call-note").textContent());
    await page.emulateMedia({ media: "print" });
    report(await page.locator(".on-call-note:visible").count() === 0, `${where} ${name}: paper does not know the hour`);
    report(seen.errors.length === 0, `${where} ${name}: raises no complaint`, seen.errors.join("; "));
    await page.close();
  }
  const { page } = await open(context, address("now.html"));
  await context.clock.fastForward("15:00");
  const crew = await marked(page).allTextContents();
  report(crew.length === 1 && crew[0].includes("Harbour crew"), `${where}: at midnight the shift is another's`, crew.join("; "));
  await context.clock.setFixedTime(new Date("2026-11-23T07:00:00Z"));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  const maria = await marked(page).allTextContents();
  report(maria.length === 1 && maria[0].includes("Maria Silva"), `${where}: on a device that has slept it is right at once`, maria.join("; "));
  await context.close();
  const far = await watched({ timezoneId: "Asia/Tokyo" });
  const tokyo = await open(far, address("now.html"));
  report(await marked(tokyo.page).count() === 1, `${where}: elsewhere it is another day already`);
  await far.close();
  const plain = await watched({ javaScriptEnabled: false });
  const bare = await open(plain, address("now.html"));
  report(await bare.page.locator("td", { hasText: "mon-fri 08:00-18:00" }).isVisible() && await bare.page.locator(".on-call").count() === 0, `${where}: without scripts the times are there`);
  await plain.close();
}
