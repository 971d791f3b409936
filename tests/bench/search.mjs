// usage: node search.mjs CHROMIUM SITE
// How long the search of SITE takes to be ready, and for each letter that is typed, with the layout of
// what it finds, from a disk.
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// Where the browser tests have it.
const require = createRequire(new URL("../browser/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const [, , executablePath, site] = process.argv;
const QUERIES = ["restore the database", "müller", "maria silva", "+49 30 90", "pg_restore --clean", "e", "no such words"];

function countPages(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => sum +
    (entry.isDirectory() ? countPages(join(folder, entry.name)) : entry.name.endsWith(".html") ? 1 : 0), 0);
}

// In the page: the milliseconds of each letter of QUERIES.
function type(queries) {
  const field = document.querySelector(".search input"), list = document.querySelector(".hits"), took = [];
  for (const query of queries) {
    for (let end = 1; end <= query.length; end++) {
      const start = performance.now();
      field.value = query.slice(0, end);
      field.dispatchEvent(new Event("input"));
      list.getBoundingClientRect();
      took.push([performance.now() - start, field.value]);
    }
  }
  return took;
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage({ bypassCSP: true }); // the CSP forbids what waits below
  await page.goto(pathToFileURL(join(site, "index.html")).href);
  const start = Date.now();
  await page.locator(".search input").focus();
  await page.waitForFunction(() => globalThis.redbinderPages && globalThis.redbinderSearch("e").length > 0);
  const ready = Date.now() - start;
  const took = (await page.evaluate(type, QUERIES)).sort((a, b) => a[0] - b[0]);
  const [worst, words] = took[took.length - 1];
  const megabytes = statSync(join(site, "search-index.js")).size / 1e6;
  console.log(`  search of ${String(countPages(site)).padEnd(16)} ${ready} ms to be ready (${megabytes.toFixed(1)} MB), a letter ` +
    `${took[took.length >> 1][0].toFixed(1)} ms, at most ${worst.toFixed(1)} ms ("${words}")`);
} finally {
  await browser.close();
}
