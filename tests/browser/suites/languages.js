// The language switch leads to the same thing, and a text that is borrowed from another language says so.
import { describe } from "node:test";
import { address, check, none, open, using } from "../lib/browser.js";
import { languages, pages, sister, sorts } from "../lib/site.js";

export default () => describe("languages", { concurrency: 3 }, () => {
  for (const one of sorts()) {
    check(`switch from ${one.file} through every language and back`, () => using({ expect: one.kind === "notfound" ? [/404/] : [] }, async ({ page, problems }) => {
      const found = [];
      await page.goto(address(one));
      for (const code of [...languages.slice(1), languages[0]]) {
        const wanted = sister(one, code);
        await page.click(`.languages a[data-lang="${code}"]`);
        await page.waitForLoadState();
        const { lang, current } = await page.evaluate(() => ({ lang: document.documentElement.lang, current: document.querySelector(".languages [aria-current]")?.dataset.lang }));
        if (new URL(page.url()).pathname !== new URL(address(wanted)).pathname) found.push(`${code}: landed on ${page.url()}, not on ${wanted.url}`);
        if (lang !== wanted.lang) found.push(`${code}: page says lang="${lang}"`);
        if (current !== code) found.push(`${code}: the switch marks ${current}`);
      }
      none([...found, ...problems]);
    }));
  }

  const borrowed = pages().filter((one) => one.kind === "record" && one.features.includes('class="notice"'));
  check("the demo has texts that are not in every language", () => none(borrowed.length ? [] : ["no page shows a text of another language"]));
  for (const one of languages.map((code) => borrowed.find((page) => page.code === code)).filter(Boolean)) {
    check(`${one.file} says that its text is in another language`, async () => {
      const { page, problems, close } = await open();
      try {
        await page.goto(address(one));
        const seen = await page.evaluate(() => {
          const notice = document.querySelector(".notice");
          const language = (element) => element?.closest("[lang]")?.lang;
          return {
            page: document.documentElement.lang,
            notice: notice?.innerText.trim(),
            noticeLang: language(notice),
            title: language(document.querySelector("h1")),
            source: notice?.querySelector("a")?.href,
            robots: document.querySelector('meta[name="robots"]')?.content ?? "",
            canonical: document.querySelector('link[rel="canonical"]')?.href,
            alternates: [...document.querySelectorAll('link[rel="alternate"][hreflang]')].map((link) => link.hreflang),
          };
        });
        const found = [];
        if (!seen.notice) found.push("an empty notice");
        if (seen.noticeLang !== seen.page) found.push(`the notice is in ${seen.noticeLang}, the reader reads ${seen.page}`);
        if (seen.title === seen.page) found.push("the borrowed title does not name its language");
        if (!seen.source) found.push("the notice has no link to the page the text comes from");
        else if ((await page.request.get(seen.source)).status() !== 200) found.push(`${seen.source} is not there`);
        if (seen.alternates.includes(seen.page)) found.push("counts itself among the translations (hreflang)");
        if (seen.canonical && new URL(seen.canonical).pathname === new URL(page.url()).pathname) found.push("canonical to itself, not to the page the text comes from");
        none([...found, ...problems]);
      } finally {
        await close();
      }
    });
  }

  for (const code of languages) {
    check(`an address that does not exist below /${code}/ answers in that language`, () => using({ expect: [/404/] }, async ({ page, problems }) => {
      const home = pages().find((one) => one.code === code && one.kind === "home");
      const response = await page.goto(`${address(home)}no/such/page/here/`);
      const seen = await page.evaluate(() => ({ lang: document.documentElement.lang, margin: getComputedStyle(document.body).margin, home: document.querySelector("main a")?.href }));
      const found = [];
      if (response.status() !== 404) found.push(`answers ${response.status()}`);
      if (seen.lang !== home.lang) found.push(`speaks ${seen.lang}`);
      if (seen.margin !== "0px") found.push("comes without its style");
      if (seen.home !== address(home)) found.push(`its first link leads to ${seen.home}`);
      none([...found, ...problems]);
    }));
  }
});
