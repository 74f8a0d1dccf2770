// The site from a disk: everything opens by double click, nothing is asked of a network.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe } from "node:test";
import { pathToFileURL } from "node:url";
import { check, none, phone, pictures, using } from "../lib/browser.js";
import { html, languages, OFFLINE, pages, tags, target } from "../lib/site.js";

const url = (file) => pathToFileURL(join(OFFLINE, file)).href;
const home = url("");

/** Every page by the links of those before it, from the first page on. Links that lead to nothing are the suite `output`'s. */
function reached() {
  const order = ["index.html"];
  const seen = new Set(order);
  for (const file of order) {
    const text = html(OFFLINE, file);
    for (const link of tags(text, "a")) {
      const led = link.href && target(file, link.href, { index: false });
      if (led?.file.endsWith(".html") && !led.file.startsWith("outside:") && !seen.has(led.file) && existsSync(join(OFFLINE, led.file))) {
        seen.add(led.file);
        order.push(led.file);
      }
    }
  }
  return order;
}

export default () => describe("offline", { concurrency: 2 }, () => {
  const order = reached();

  check("every page can be reached by clicking", () => {
    const seen = new Set(order);
    // A page that only sends on to another is there for old addresses and printed codes, as is the choice behind a code, so nothing links to them.
    none(pages(OFFLINE).filter((one) => !seen.has(one.file) && !one.file.endsWith("404.html") && !one.moved && one.kind !== "permanent").map((one) => `${one.file}: no way leads there`));
  });

  check("a visit by clicking: chooser, home, list, record, another language", () => using({ home, viewport: phone }, async ({ page, problems, requests }) => {
    const found = [];
    const visited = [];
    const follow = async (selector, what) => {
      const link = page.locator(selector).first();
      const wanted = await link.evaluate((element) => element.href);
      if (!wanted.endsWith(".html") && !wanted.includes(".html#")) found.push(`${what}: ${wanted} does not name a file`);
      await link.click();
      await page.waitForURL(wanted);
      if (!(await page.locator("h1").first().innerText()).trim()) found.push(`${wanted}: no heading`);
      visited.push(wanted);
    };
    await page.goto(url("index.html"));
    for (const code of languages) {
      await follow(visited.length ? `.languages a[data-lang="${code}"]` : `main a[data-lang="${code}"]`, "language");
      await follow(".brand", "home");
      await follow(".home-section .section-all", "list");
      await follow(".card a", "record");
      await follow(".breadcrumbs li:nth-child(2) a", "back to the list");
      await follow(".card a", "record");
    }
    if (requests.some((request) => !request.startsWith("file:"))) found.push(`asks for ${requests.filter((request) => !request.startsWith("file:"))}`);
    none([...found, ...problems]);
  }));

  // Breadth first gives the upper pages; every nth of the rest stands for the others.
  const step = Math.max(1, Math.floor(order.length / 60));
  const loaded = [...new Set([...order.slice(0, 12), ...order.filter((_, index) => index % step === 0)])];
  const parts = [0, 1, 2, 3].map((part) => loaded.filter((_, index) => index % 4 === part));
  for (const [part, list] of parts.entries()) {
    check(`${list.length} pages with their styles and pictures from the disk (${part + 1} of ${parts.length})`, () => using({ home, viewport: phone }, async ({ page, problems, requests }) => {
      const found = loaded.length < 60 ? [`only ${loaded.length} pages`] : [];
      for (const file of list) {
        await page.goto(url(file));
        found.push(...(await pictures(page)).map((item) => `${file}: ${item}`));
        const seen = await page.evaluate(() => ({
          // Rules of a sheet from a disk may not be read, but what they do can be seen.
          styled: getComputedStyle(document.body).margin === "0px" && document.styleSheets.length > 0,
          heading: document.querySelector("h1")?.textContent.trim(),
        }));
        if (!seen.styled) found.push(`${file}: without its style`);
        if (!seen.heading) found.push(`${file}: without a heading`);
      }
      found.push(...requests.filter((request) => !request.startsWith("file:") && !request.startsWith("data:")).map((request) => `asks for ${request}`));
      none([...found, ...problems]);
    }));
  }
});
