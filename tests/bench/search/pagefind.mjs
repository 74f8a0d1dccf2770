// The same queries asked of Pagefind, on the same pages.
//
//   node tests/bench/search/pagefind.mjs SITE
//
// npm brings Pagefind at a pinned version into a temporary folder, where it indexes a copy of the site. Its unit is the page: where a page
// holds several records, such as questions with their answers, it counts as the one that is wanted, which favours Pagefind. Needs
// Chromium and `npm ci` in tests/browser.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../browser/lib/server.js";
import { fit, mean, names, queries } from "./queries.mjs";

const VERSION = "1.6.0";
const { chromium } = createRequire(new URL("../../browser/package.json", import.meta.url))("playwright-core");
const [site] = process.argv.slice(2);
if (!site) {
  console.error("node tests/bench/search/pagefind.mjs SITE");
  process.exit(2);
}

/** The records of each page of a language, by address. */
function byPage(lang) {
  const rows = [];
  globalThis.portolanSearchPart = (_, value) => rows.push(...value);
  const file = (at) => join(site, "assets/search", lang, `d${at}.js`);
  for (let at = 0; existsSync(file(at)); at += 1) (0, eval)(readFileSync(file(at), "utf8"));
  const pages = new Map();
  const ids = names(site, lang, rows);
  rows.forEach(([url], at) => {
    const page = `/${url.replace(/#.*/, "")}`;
    pages.set(page, [...(pages.get(page) ?? []), ids[at]]);
  });
  return pages;
}

const work = mkdtempSync(join(tmpdir(), "pagefind-"));
cpSync(site, work, { recursive: true, filter: (path) => !/\.(csv|xlsx|json|md|png|jpe?g|webp)$/.test(path) });
execFileSync("npx", ["--yes", `pagefind@${VERSION}`, "--site", work], { stdio: ["ignore", "ignore", "inherit"] });
// Pagefind needs WebAssembly, which the policy of our pages does not allow.
const server = await serve([["/", work]], { wasm: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
console.log("| language | queries | recall@5 | MRR |\n|---|---|---|---|");
for (const lang of ["vi", "en", "ja", "ko", "zh"]) {
  const pages = byPage(lang);
  const asked = queries("queries", lang);
  const page = await browser.newPage();
  await page.goto(`${server.origin}/${lang}/`);
  const answers = await page.evaluate(async (list) => {
    const pagefind = await import("/pagefind/pagefind.js");
    await pagefind.init();
    const answers = [];
    for (const query of list) {
      const { results } = await pagefind.search(query);
      answers.push(await Promise.all(results.slice(0, 10).map(async (result) => (await result.data()).url)));
    }
    return answers;
  }, asked.map(({ query }) => query));
  const fits = asked.map(({ wanted }, at) => {
    const flat = wanted.flat();
    const got = answers[at].map((url) => {
      const ids = pages.get(url.replace(/index\.html$/, "").replace(/#.*/, "")) ?? [url];
      return ids.find((id) => flat.includes(id)) ?? ids[0];
    });
    return fit(wanted, got);
  });
  console.log(`| ${lang} | ${asked.length} | ${mean(fits.map(({ recall }) => recall))} | ${mean(fits.map(({ reciprocal }) => reciprocal))} |`);
  await page.close();
}
await browser.close();
await server.close();
rmSync(work, { recursive: true });
