// Every page that `docs/coverage.md` names for something of the source papers is there, in each language.
import { describe } from "node:test";
import { readFileSync } from "node:fs";
import { check, none, origin, using } from "../lib/browser.js";
import { languages } from "../lib/site.js";

const table = readFileSync(new URL("../../../docs/coverage.md", import.meta.url), "utf8");
const rows = table.split("\n").filter((line) => /^\| \d+ \|/.test(line)).map((line) => {
  const [number, , what, state, kind, pages] = line.split("|").slice(1, -1).map((cell) => cell.trim());
  return { number: Number(number), what, state, kind, pages: [...pages.matchAll(/`([^`]*)`/g)].map(([, page]) => page) };
});
const states = ["shown", "in part", "not yet"];

/** What a page and those of the other languages lack that the table promises. */
async function look(page, place) {
  const answer = await page.goto(`${origin}/${place}`);
  if (answer.status() !== 200) return [`${place}: ${answer.status()}`];
  const { here, leads } = await page.evaluate(() => ({
    here: document.querySelector("main").innerText,
    leads: Object.fromEntries([...document.querySelectorAll(".languages a[data-lang]")].map((link) => [link.dataset.lang, link.href])),
  }));
  const found = here.length < 80 ? [`${place}: says nothing`] : [];
  for (const code of languages.filter((code) => !new URL(leads[code] ?? "missing:").pathname.startsWith(`/${code}/`))) found.push(`${place}: leads to no page in ${code}`);
  for (const [code, lead] of Object.entries(leads)) {
    const other = await page.request.get(lead);
    const [, title] = (await other.text()).match(/<h1[^>]*>(.*?)<\/h1>/s) ?? [];
    if (other.status() !== 200 || !title?.trim()) found.push(`${place}: ${other.status()} and "${title}" in ${code}`);
  }
  return found;
}

export default () => describe("coverage", { concurrency: 3 }, () => {
  check("the table has each row once, and counts them right", () => none([
    ...rows.flatMap(({ number }, at) => (number === at + 1 ? [] : [`row ${at + 1} says ${number}`])),
    ...(rows.length === 136 ? [] : [`${rows.length} rows`]),
    ...rows.filter(({ state, kind, pages }) => !states.includes(state) || (state === "not yet") !== (pages.length === 0) || !kind !== !pages.length).map(({ number, what }) => `row ${number}, ${what}: says not what it is and where`),
    ...states.filter((state) => !new RegExp(`${state}: ${rows.filter((row) => row.state === state).length}\\.`, "i").test(table)).map((state) => `counts "${state}" wrong`),
  ]));
  for (const place of new Set(rows.flatMap(({ pages }) => pages))) {
    check(`${place} is there in ${languages.length} languages`, () => using({}, async ({ page, problems }) => {
      none([...await look(page, place), ...problems]);
    }));
  }
});
