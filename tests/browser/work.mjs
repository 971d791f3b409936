// usage: node work.mjs CHROMIUM SITE BINARY LIBRARY
// Works with the pages of SITE, made from LIBRARY, as people do in a drill. Prints "ok ..." or
// "FAIL ..." for each thing it has tried.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { finding, steering } from "./finding.mjs";
import { filling, template } from "./messages.mjs";
import { changed, drill, keys, paper, unkept, untouched } from "./records.mjs";
import { serve } from "./serve.mjs";
import { open, report } from "./world.mjs";

const [, , executablePath, site, binary, library] = process.argv;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const server = await serve(site);

// A night in a zone of its own, so that days and zones show.
const night = { timezoneId: "Europe/Berlin", locale: "en-GB" };

try {
  for (const [where, root] of [["disk", pathToFileURL(site).href + "/"], ["server", server.url]]) {
    const watched = async (options = {}) => {
      const context = await browser.newContext({ ...night, ...options });
      await context.clock.install({ time: new Date("2026-11-20T22:50:00Z") });
      return context;
    };
    const world = { watched, open, report, where, binary, library, address: (page) => root + page };
    for (const test of [untouched, drill, changed, paper, keys, unkept, filling, template, finding, steering]) await test(world);
  }
} finally {
  await browser.close();
  server.close();
}
