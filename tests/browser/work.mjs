// usage: node work.mjs CHROMIUM SITE BINARY LIBRARY
// Works with the pages of SITE, made from LIBRARY, as people do in a drill. Prints "ok ..." or
// "FAIL ..." for each thing it has tried.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { finding, steering, strange } from "./finding.mjs";
import { filling, template } from "./messages.mjs";
import { onCall } from "./on_call.mjs";
import { judgeAccess, judgeMarkup } from "./judges.mjs";
import { asleep, changed, drill, keys, paper, unkept, untouched } from "./records.mjs";
import { serve } from "./serve.mjs";
import { open, report } from "./world.mjs";

const [, , executablePath, site, binary, library] = process.argv;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const server = await serve(site);

// A night in a zone of its own, so that days and zones show.
const night = { timezoneId: "Europe/Berlin", locale: "en-GB" };

// Each page, in the hand and in the dark: the library has something of everything.
async function everyPage() {
  const pages = readdirSync(site, { recursive: true }).filter((name) => name.endsWith(".html"));
  judgeMarkup(site, pages, report);
  const context = await browser.newContext({ ...night, colorScheme: "dark", viewport: { width: 360, height: 740 }, hasTouch: true });
  const { page } = await open(context, "about:blank");
  for (const name of pages) {
    await page.goto(pathToFileURL(join(site, name)).href);
    const faults = await judgeAccess(page);
    report(faults.length === 0, `${name} is accessible in the hand and in the dark`, faults.join("; "));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    report(wide <= 0, `${name} fits the hand`, `${wide} px too wide`);
  }
  await context.close();
}

try {
  await everyPage();
  for (const [where, root] of [["disk", pathToFileURL(site).href + "/"], ["server", server.url]]) {
    const watched = async (options = {}) => {
      const context = await browser.newContext({ ...night, ...options });
      await context.clock.install({ time: new Date("2026-11-20T22:50:00Z") });
      return context;
    };
    const world = { watched, open, report, where, binary, library, address: (page) => root + page };
    for (const test of [untouched, drill, changed, paper, keys, unkept, asleep, filling, template, finding, strange, steering, onCall]) await test(world);
  }
} finally {
  await browser.close();
  server.close();
}
