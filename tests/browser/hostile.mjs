// usage: node hostile.mjs CHROMIUM STRINGS SITE...
// Opens every page and feed of SITE, whose plans want to be markup, with the CSP out of the way, so that
// whatever became a script would run; some with it. Prints "ok ..." or "FAIL ...".
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { judgeMarkup } from "./judges.mjs";
import { report } from "./world.mjs";

const [, , executablePath, strings, ...sites] = process.argv;
const EVERY = 7; // so many pages are opened for one that is judged, and opened with the CSP as well

function filesBelow(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

// A page that notes in `seen` what it does: calls of hit(), dialogs, requests, complaints.
async function open(browser, bypassCSP, home) {
  const context = await browser.newContext({ bypassCSP });
  await context.addInitScript(() => { globalThis.hits = []; globalThis.hit = (n) => globalThis.hits.push(n); });
  const page = await context.newPage();
  const seen = [];
  page.on("request", (request) => { if (!request.url().startsWith(home)) seen.push("asks for " + request.url()); });
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") seen.push(message.text()); });
  page.on("pageerror", (error) => seen.push(error.message));
  page.on("dialog", (dialog) => { seen.push("dialog: " + dialog.message()); dialog.dismiss(); });
  page.on("framenavigated", (frame) => { if (!frame.url().startsWith(home)) seen.push("goes to " + frame.url()); });
  return { context, page, seen };
}

// What a string has become in the document; nothing, when all is well.
function faultsOfDocument() {
  const faults = globalThis.hits.map((n) => `runs ${n}`);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || name === "xss" || name === "srcdoc") faults.push(`<${element.localName} ${name}>`);
      if (/^(href|src|action|formaction|xlink:href)$/.test(name) && /^\s*(javascript|vbscript|data):/i.test(value)) faults.push(`${name}=${value}`);
    }
    if (element.localName === "script" && !/assets\/|search-index\.js/.test(element.src)) faults.push("a script");
    if (/^(iframe|object|embed|base|frameset|applet|video|audio|math|img)$/.test(element.localName)) faults.push(`<${element.localName}>`);
  }
  return faults;
}

async function look(page, seen) {
  const faults = await page.evaluate(faultsOfDocument);
  return faults.concat(seen.splice(0));
}

async function everyPage(browser, site, bypassCSP, pages) {
  const { context, page, seen } = await open(browser, bypassCSP, pathToFileURL(site).href);
  const faults = [];
  for (const name of pages) {
    await page.goto(pathToFileURL(join(site, name)).href);
    for (const fault of await look(page, seen)) faults.push(`${name}: ${fault}`);
  }
  report(faults.length === 0, `${pages.length} pages ${bypassCSP ? "without" : "with"} the CSP run nothing`, faults.slice(0, 10).join("; "));
  await context.close();
}

// Matches are shown, with the words around them.
async function searching(browser, site) {
  const { context, page, seen } = await open(browser, true, pathToFileURL(site).href);
  await page.goto(pathToFileURL(join(site, "index.html")).href);
  for (const words of ["<script", "img src", "onerror", "javascript", "xss", "hit"]) {
    await page.keyboard.press("/");
    await page.locator(".search input").fill(words);
    await page.waitForFunction(() => /found|shown/.test(document.querySelector(".search-status").textContent));
    const found = await page.locator(".hit").count();
    const faults = await look(page, seen);
    report(found > 0 && faults.length === 0, `matches of ${words} are shown as text`, `${found} found; ${faults.slice(0, 10).join("; ")}`);
    await page.keyboard.press("Escape");
  }
  await context.close();
}

// Whatever can be filled in says a string, is shown again, and is found so when the page is opened once
// more.
async function filling(browser, site, pages) {
  const { context, page, seen } = await open(browser, true, pathToFileURL(site).href);
  const typed = readFileSync(strings, "utf8").split("\n").filter(Boolean);
  const faults = [];
  let filled = 0;
  for (const name of pages) {
    await page.goto(pathToFileURL(join(site, name)).href);
    const begin = page.getByRole("button", { name: "Record this run" });
    if (await begin.count() > 0) await begin.click();
    filled += await page.evaluate((typed) => {
      const fields = document.querySelectorAll("main input:not([type=checkbox]):not([type=radio]), main textarea:not([readonly])");
      fields.forEach((field, i) => {
        field.value = typed[i % typed.length];
        for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
      });
      return fields.length;
    }, typed);
    for (const fault of await look(page, seen)) faults.push(`${name}: ${fault}`);
    await page.reload();
    for (const fault of await look(page, seen)) faults.push(`${name}, once more: ${fault}`);
  }
  report(filled > 10 * pages.length && faults.length === 0, `${filled} fields of ${pages.length} pages take strings as text`, `${filled}; ${faults.slice(0, 10).join("; ")}`);
  await context.close();
}

// A document in which the strings are markup, to see that all of this is noticed.
async function noticing(browser, site) {
  const home = pathToFileURL(site).href;
  const { context, page, seen } = await open(browser, true, home);
  await page.goto(pathToFileURL(join(site, "index.html")).href);
  await page.evaluate(() => { document.body.insertAdjacentHTML("beforeend", "<img xss='' src='x:' onerror='hit(1)'/><a href='javascript:hit(2)'>x</a>"); });
  await page.waitForFunction(() => globalThis.hits.length > 0);
  const faults = await look(page, seen);
  report(faults.length >= 4, "a string that becomes markup is noticed", faults.join("; "));
  await context.close();
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  await noticing(browser, sites[0]);
  for (const site of sites) {
    const files = filesBelow(site).map((path) => relative(site, path));
    const pages = files.filter((name) => name.endsWith(".html"));
    const feeds = files.filter((name) => /^(feed|sitemap)\.xml$/.test(name));
    report(feeds.length > 0, "there is a feed to open");
    await everyPage(browser, site, true, pages.concat(feeds));
    await everyPage(browser, site, false, pages.filter((_, i) => i % EVERY === 0));
    judgeMarkup(site, pages.filter((_, i) => i % EVERY === 0), report);
    await searching(browser, site);
    await filling(browser, site, pages.filter((name) => /communications|runbooks/.test(name)));
  }
} finally {
  await browser.close();
}
