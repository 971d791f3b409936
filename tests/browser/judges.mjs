// Two programs of other people that judge pages: html-validate their markup, axe-core whether
// everybody can use them. Both are first seen finding fault with a bad sample.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// The recommended rules, but for what polyglot pages do on purpose: they are XML as well, so that
// void elements close themselves, and attributes without a value have one.
const config = {
  extends: ["html-validate:recommended"],
  rules: {
    "void-style": ["error", { style: "selfclose" }],
    "attribute-boolean-style": "off",
    "long-title": "off", // titles are the plan's
    "no-trailing-whitespace": "off", // within commands, where it may matter
    "no-raw-characters": ["error", { relaxed: true }],
    "tel-non-breaking": "off", // numbers are copied as they were typed; the style keeps them in a line
    "valid-id": ["error", { relaxed: true }], // HTML 5: a heading may begin with a year
  },
};

const validator = new HtmlValidate(new FileSystemConfigLoader(config));

function faultsOf(text, name) {
  const report = validator.validateStringSync(text, name);
  return report.results.flatMap((result) => result.messages)
    .map((message) => `${message.line}:${message.column} ${message.ruleId} ${message.message}`);
}

export function judgeMarkup(site, pages, report) {
  const bad = '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p><div></div></p><img src="x"/></body></html>';
  report(faultsOf(bad, "bad.html").length > 1, "html-validate finds fault with a bad page");
  for (const page of pages) {
    const faults = faultsOf(readFileSync(join(site, page), "utf8"), page);
    report(faults.length === 0, `${page} is valid`, faults.slice(0, 5).join("; "));
  }
}

// The CSP of the pages keeps scripts out, but not those that a debugger runs.
export async function judgeAccess(page) {
  // What a bar that stays in sight lies over at this moment is no fault of the page.
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, {
    preload: false, // it would fetch the style, which the CSP rightly refuses
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  return result.violations.map((fault) => `${fault.id} (${fault.nodes.length}): ${fault.nodes[0].target.join(" ")} ${fault.nodes[0].any.concat(fault.nodes[0].all).map((check) => check.message).join(", ")}`);
}
