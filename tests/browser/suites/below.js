// The same files below a path, where nothing else of the server answers; and the error pages of a build made for that path.
import { describe } from "node:test";
import { address, check, made, moved, none, pictures, PREFIX, using } from "../lib/browser.js";
import { languages, pages, records, sister, sorts } from "../lib/site.js";

const home = `${moved}${PREFIX}`;
const chooser = pages().find((one) => one.kind === "chooser");

/** Looks whether a page and all it links to is there. */
async function walk(page, url, start) {
  const found = [];
  const response = await page.goto(url);
  const wanted = url.includes("/no-such/") ? 404 : 200;
  if (response.status() !== wanted) found.push(`${url} answers ${response.status()}`);
  found.push(...await pictures(page));
  const seen = await page.evaluate(() => ({
    styled: [...document.styleSheets].some((sheet) => sheet.cssRules.length > 20),
    links: [...new Set([...document.querySelectorAll("a[href]")].map((link) => new URL(link.getAttribute("href"), document.baseURI).href.split("#")[0]))].filter((href) => href.startsWith("http")),
  }));
  if (!seen.styled) found.push(`${url} has no style`);
  const inside = seen.links.filter((link) => link.startsWith(new URL(start).origin));
  if (inside.length === 0) found.push(`${url} links to nothing of the site`);
  for (const link of inside.filter((one) => one !== url)) {
    if (!link.startsWith(start)) found.push(`${url}: ${link} is outside ${start}`);
    else if ((await fetch(link)).status !== 200) found.push(`${url}: ${link} is not there`);
  }
  return found;
}

export default () => describe("below a path", { concurrency: 2 }, () => {
  check("the chooser", () => using({ home }, async ({ page, problems }) => none([...await walk(page, address(chooser, home), home), ...problems])));
  for (const code of languages) {
    const project = records(code, "project")[0];
    const list = sister(sorts().find((one) => one.kind === "list" && one.features.includes("pagination")) ?? sorts().find((one) => one.kind === "list"), code);
    const filtered = sister(sorts().find((one) => one.features.includes("facets-clear")), code);
    const front = pages().find((one) => one.code === code && one.kind === "home");
    check(`/${code}/: home, list, filtered list and record`, () => using({ home }, async ({ page, problems }) => {
      const found = [];
      for (const one of [front, list, filtered, project]) found.push(...await walk(page, address(one, home), home));
      none([...found, ...problems]);
    }));
    check(`/${code}/: an error page of the build for that path`, () => {
      const start = `${made}${PREFIX}`;
      return using({ home: start, expect: [/404/] }, async ({ page, problems }) => none([...await walk(page, `${start}${code}/no-such/page/`, start), ...problems]));
    });
  }
});
