// A page saved as one file: the same words and pictures, and nothing asked for from anywhere.
import { describe } from "node:test";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { address, check, none, using } from "../lib/browser.js";
import { html, languages, OFFLINE, pages, SITE } from "../lib/site.js";

const sample = (code, top) => [
  pages(top).find((one) => one.code === code && one.kind === "record" && one.features.includes('class="cover')),
  pages(top).find((one) => one.code === code && one.kind === "record" && one.features.includes('<svg class="chart')),
  pages(top).find((one) => one.code === code && one.kind === "record" && /href="#fn/.test(html(top ?? SITE, one.file))),
].filter(Boolean);
const said = (page) => page.locator("main").evaluate((main) => [main.querySelector("h1").textContent, ...[...main.querySelectorAll(".prose, dd, td")].map((one) => one.textContent.replace(/\s+/g, " ").trim())]);

export default () => describe("save", () => {
  const folder = mkdtempSync(join(tmpdir(), "saved-"));
  for (const code of languages) {
    check(`a page is saved with all that it shows, /${code}/`, () => using({}, async ({ page, problems }) => {
      const found = [];
      for (const [at, one] of sample(code).entries()) {
        await page.goto(address(one));
        const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-save]").click()]);
        if (/[\\/:*?"<>|]/.test(download.suggestedFilename()) || !download.suggestedFilename().endsWith(".html")) found.push(`its name is ${download.suggestedFilename()}`);
        const file = join(folder, `${code}-${at}.html`);
        await download.saveAs(file);
        if (/<script|\son[a-z]+=/i.test(readFileSync(file, "utf8"))) found.push(`${one.url}: it has scripts`);
        const words = await said(page);
        const places = (where) => where.locator("main a[href^='#']").count();
        const within = await places(page);
        const alone = await page.context().newPage();
        const asked = [];
        alone.on("request", (request) => /^(?:file|data):/.test(request.url()) || asked.push(request.url()));
        alone.on("console", (message) => message.type() === "error" && found.push(message.text()));
        await alone.goto(pathToFileURL(file).href);
        const now = await said(alone);
        if (words.join("\n") !== now.join("\n")) found.push(`${one.url}: other words: ${now.find((text, i) => text !== words[i])}`);
        const blank = await alone.evaluate(() => [...document.images].filter((image) => !image.naturalWidth).length);
        if (blank) found.push(`${one.url}: ${blank} pictures are not there`);
        if (await places(alone) !== within) found.push(`${one.url}: ${await places(alone)} links lead to places of the file, ${within} to places of the page`);
        if (asked.length) found.push(`${one.url}: asks for ${asked[0]}`);
        const relative = await alone.locator("a[href]").evaluateAll((links) => links.map((link) => link.getAttribute("href")).filter((href) => !/^(?:[a-z]+:|#)/.test(href)));
        if (relative.length) found.push(`${one.url}: leads to ${relative[0]}`);
        await alone.close();
      }
      none([...found, ...problems]);
    }));
  }

  check("from a disk, where no script may read files, nothing offers to save", () => using({ home: pathToFileURL(OFFLINE).href }, async ({ page, problems }) => {
    await page.goto(pathToFileURL(join(OFFLINE, sample("vi", OFFLINE)[0].file)).href);
    const shown = await page.locator("[data-save]").isVisible();
    none([...(shown ? ["the button is shown"] : []), ...problems]);
  }));
});
