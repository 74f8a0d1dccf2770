#!/usr/bin/env node
// From a letter typed to the results shown, in a browser whose processor is slowed four times; and what a first search loads.
// Titles of the site are typed letter by letter at the head of its home page. Needs Chromium and `npm ci` in tests/browser.
//
//     node tests/bench/search/typing.mjs SITE [--titles 12] [--slow 4]
//
// SITE is a folder made by `portolan build`.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { serve } from "../../browser/lib/server.js";

const { chromium } = createRequire(new URL("../../browser/package.json", import.meta.url))("playwright-core");
const { values: options, positionals: [site] } = parseArgs({ allowPositionals: true, options: { titles: { type: "string", default: "12" }, slow: { type: "string", default: "4" } } });
if (!site || !existsSync(join(site, "index.html"))) {
  console.error("usage: node tests/bench/search/typing.mjs SITE [--titles 12] [--slow 4]; SITE is a built site");
  process.exit(1);
}

const indexes = join(site, "assets/search");
const languages = readdirSync(indexes).filter((code) => existsSync(join(indexes, code, "meta.js")));
/** Titles as the index shows them, taken evenly; for each a word or two, as somebody would type. */
function titles(code) {
  const all = [];
  globalThis.portolanSearchPart = (_, rows) => all.push(...rows.map(([, title]) => title));
  for (let part = 0; existsSync(join(indexes, code, `d${part}.js`)); part += 1) (0, eval)(readFileSync(join(indexes, code, `d${part}.js`), "utf8"));
  const wanted = Number(options.titles);
  return Array.from({ length: Math.min(wanted, all.length) }, (_, at) => all[Math.floor((at * all.length) / wanted)].slice(0, 24).trim());
}

/** Notes for each letter how long it took until results for it were drawn. */
const watch = () => {
  window.times = [];
  let from;
  document.addEventListener("input", () => { from = performance.now(); }, true);
  new MutationObserver((changes) => {
    if (from === undefined || !changes.some(({ target }) => target.matches?.("[data-search-results]"))) return;
    const began = from;
    from = undefined;
    requestAnimationFrame(() => window.times.push(performance.now() - began));
  }).observe(document, { childList: true, subtree: true });
};

const size = (path) => gzipSync(readFileSync(path)).length;

/** Types `pieces` at the head of a home page that nobody has searched from: the milliseconds of each, and the bytes of all it took. */
async function search(code, pieces) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const asked = new Set();
  page.on("request", (request) => asked.add(new URL(request.url()).pathname));
  await page.goto(`${server.origin}/${code}/`, { waitUntil: "load" });
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: Number(options.slow) });
  await page.evaluate(watch);
  await page.locator("input[type=search]").click();
  await page.waitForFunction(() => "portolanSearchBox" in window);
  await page.waitForTimeout(500);
  for (const piece of pieces) {
    await page.keyboard.insertText(piece);
    await page.waitForTimeout(150);
  }
  await page.waitForTimeout(600);
  const times = await page.evaluate(() => window.times);
  await page.close();
  return { times, bytes: [...asked].filter((path) => path.includes("search")).reduce((sum, path) => sum + size(join(site, path)), 0) };
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
const ms = (value) => value.toFixed(0).padStart(6);

const server = await serve([["/", site]]);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
console.log(`processor slowed ${options.slow} times; milliseconds from a letter to its results\n`);
console.log("language   letters   first  median     95%     max   first search, kB (gzip): median, max   whole index, kB (gzip)");
for (const code of languages) {
  const [first, every, whole] = [[], [], []];
  for (const title of titles(code)) {
    const times = (await search(code, [...title])).times;
    if (times.length) first.push(times[0]);
    every.push(...times);
    whole.push((await search(code, [title])).bytes);
  }
  for (const list of [first, every, whole]) list.sort((a, b) => a - b);
  const index = readdirSync(join(indexes, code)).filter((name) => name.endsWith(".js")).reduce((sum, name) => sum + size(join(indexes, code, name)), 0);
  const kb = (bytes, width) => (bytes / 1000).toFixed(1).padStart(width);
  console.log(`${code.padEnd(9)}${String(every.length).padStart(9)}  ${ms(at(first, 0.5))}  ${ms(at(every, 0.5))}  ${ms(at(every, 0.95))}  ${ms(every.at(-1) ?? NaN)}${kb(at(whole, 0.5), 33)}${kb(whole.at(-1) ?? NaN, 8)}${kb(index, 25)}`);
}
await browser.close();
await server.close();
