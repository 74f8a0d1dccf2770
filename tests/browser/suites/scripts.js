// Without JavaScript nothing is missing; with it the chooser remembers; who wants no motion gets none.
import { describe } from "node:test";
import { address, check, none, open, origin, phone, using } from "../lib/browser.js";
import { languages, pages, sample, sister, sorts } from "../lib/site.js";

const content = (page) => page.evaluate(() => {
  for (const button of document.querySelectorAll("[data-print], [data-copy], [data-save]")) button.remove();
  // What narrows results and says what was found is there for those who can search as they type, an apology for the others.
  for (const part of document.querySelectorAll("[data-search-panel], [data-compare], noscript")) part.remove();
  // A map that moves lies over a still one, which is there as before.
  for (const map of document.querySelectorAll(".map-live")) map.remove();
  for (const page of document.querySelectorAll(".map-page.is-live")) page.classList.remove("is-live");
  const clean = (text) => text.replace(/\s+/g, " ").trim();
  return {
    text: clean(document.body.textContent),
    shown: clean(document.body.innerText),
    links: [...document.links].map((link) => `${link.href} ${clean(link.textContent)}`),
    images: [...document.images].map((image) => image.src),
  };
});

export default () => describe("scripts", { concurrency: 3 }, () => {
  const chosen = sorts();
  // Templates are the same in every language, so one sort after the other takes the next language.
  for (const [index, first] of chosen.entries()) {
    const one = sister(first, languages[index % languages.length]);
    check(`${one.file} is complete without scripts`, async () => {
      const seen = [];
      for (const javaScriptEnabled of [true, false]) {
        await using({ viewport: phone, javaScriptEnabled, expect: [/404/] }, async ({ page }) => {
          await page.goto(address(one));
          seen.push(await content(page));
        });
      }
      const [scripted, plain] = seen;
      const found = Object.keys(scripted).filter((key) => JSON.stringify(scripted[key]) !== JSON.stringify(plain[key])).map((key) => `${key} differs without scripts`);
      if (plain.text.length < 50) found.push("hardly any text");
      none(found);
    });
  }

  check("the chooser leads to every language without scripts", () => using({ javaScriptEnabled: false, viewport: phone }, async ({ page, problems }) => {
    const found = [];
    for (const code of languages) {
      await page.goto(`${origin}/`);
      const link = page.locator(`main a[data-lang="${code}"]`);
      const [lang, hreflang] = [await link.getAttribute("lang"), await link.getAttribute("hreflang")];
      await link.click();
      await page.waitForLoadState();
      const home = pages().find((one) => one.code === code && one.kind === "home");
      if (page.url() !== address(home)) found.push(`${code}: leads to ${page.url()}`);
      if (lang !== home.lang || hreflang !== home.lang) found.push(`${code}: the link says lang="${lang}" hreflang="${hreflang}"`);
    }
    none([...found, ...problems]);
  }));

  check("the chooser sends a returning reader on, and lets one who comes from inside choose again", async () => {
    const { page, problems, close } = await open();
    try {
      const code = languages.at(-1);
      const home = address(pages().find((one) => one.code === code && one.kind === "home"));
      await page.goto(`${origin}/`);
      await page.click(`main a[data-lang="${code}"]`);
      await page.waitForURL(home);
      await page.goto("about:blank");
      await page.goto(`${origin}/`);
      await page.waitForURL(home);
      await page.evaluate((url) => { const link = document.createElement("a"); link.href = url; document.body.append(link); link.click(); }, `${origin}/`);
      await page.waitForURL(`${origin}/`);
      await page.waitForTimeout(300);
      none([...(page.url() === `${origin}/` ? [] : [`led away to ${page.url()}`]), ...problems]);
    } finally {
      await close();
    }
  });

  check("who asks for less motion gets none", () => using({ reducedMotion: "reduce", expect: [/404/] }, async ({ page, problems }) => {
    const found = [];
    const kinds = new Set();
    for (const one of sample()) {
      const kind = `${one.kind} ${one.template}`;
      if (kinds.has(kind)) continue;
      kinds.add(kind);
      await page.goto(address(one));
      found.push(...await page.evaluate(() => {
        const problems = document.getAnimations().length ? ["something is animated"] : [];
        if (getComputedStyle(document.documentElement).scrollBehavior !== "auto") problems.push("scrolls smoothly");
        const long = (value) => value.split(",").some((part) => Number.parseFloat(part) > 0.01);
        for (const element of document.querySelectorAll("*")) {
          const style = getComputedStyle(element);
          if (long(style.transitionDuration) || (style.animationName !== "none" && long(style.animationDuration))) problems.push(`${element.tagName}.${element.className} moves`);
        }
        return problems;
      }).then((list) => list.map((item) => `${one.file}: ${item}`)));
    }
    none([...found, ...problems]);
  }));
});
