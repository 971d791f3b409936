// usage: node site.mjs CHROMIUM SITE
// Opens the pages of SITE as readers do. Prints "ok ..." or "FAIL ..." for each thing it has tried.
import { readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { judgeMarkup, judgeAccess } from "./judges.mjs";
import { searching, theme, copying, withoutScripts, inTrouble, oldAddresses, printing, narrow, folded } from "./readers.mjs";
import { serve } from "./serve.mjs";
import { keysAlone, navigation } from "./ways.mjs";
import { open, report } from "./world.mjs";

const [, , executablePath, site] = process.argv;
function filesBelow(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

const pages = filesBelow(site).filter((path) => path.endsWith(".html")).map((path) => relative(site, path));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const server = await serve(site);
const fromDisk = (page) => pathToFileURL(join(site, page)).href;
const fromServer = (page) => server.url + page;

// The largest page of each kind: what axe-core says of it, it would say of the others.
function oneOfEachKind() {
  const kinds = new Map();
  for (const page of pages) {
    const kind = page.replace(/^[^/]+\//, "*/").replace(/runbooks\/.*/, "runbooks/*");
    const size = statSync(join(site, page)).size;
    if (!kinds.has(kind) || kinds.get(kind).size < size) kinds.set(kind, { page, size });
  }
  return new Set(Array.from(kinds.values(), (entry) => entry.page));
}

// Every page, light and dark, wide and narrow: nothing leaves, nothing is complained of; and axe is
// content with one of each kind.
async function everyPage(where, address, home) {
  const judged = oneOfEachKind();
  for (const [scheme, width] of [["light", 1200], ["dark", 1200], ["light", 360]]) {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 800 }, hasTouch: width < 400 });
    const { page, seen } = await open(context, "about:blank");
    for (const name of pages) {
      seen.requests.length = seen.errors.length = 0;
      await page.goto(address(name));
      const label = `${where} ${scheme} ${width} ${name}`;
      const foreign = seen.requests.filter((url) => !url.startsWith(home));
      report(foreign.length === 0, `${label} asks nobody else`, foreign.join(" "));
      if (judged.has(name)) {
        const faults = await judgeAccess(page);
        report(faults.length === 0, `${label} is accessible`, faults.join("; "));
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      report(wide <= 0, `${label} fits its window`, `${wide} px too wide`);
      report(seen.errors.length === 0, `${label} works without a complaint`, seen.errors.join("; "));
    }
    await context.close();
  }
}

try {
  judgeMarkup(site, pages, report);
  await everyPage("disk", fromDisk, pathToFileURL(site).href);
  for (const [where, address] of [["disk", fromDisk], ["server", fromServer]]) {
    const world = { browser, open, address, report, where };
    await searching(world);
    await theme(world);
    await copying(world);
    await withoutScripts(world);
    await inTrouble(world);
    await oldAddresses(world);
    await printing(world);
    await narrow(world);
    await folded(world);
    await navigation(world);
    await keysAlone(world);
  }
} finally {
  await browser.close();
  server.close();
}
