// Every script in its own face, and no character without a shape.
import { describe } from "node:test";
import { address, check, none, open } from "../lib/browser.js";
import { languages, pages, records, sister, sorts } from "../lib/site.js";

// The families that the theme names for each language, by what a machine has of them. Han characters look different
// in Japanese, Korean and Chinese, so a face of the wrong region is a fault even where every character is there.
const latin = /^(?:Segoe UI|Roboto|Noto Sans|Helvetica Neue|Arial|Liberation Sans)$/;
const faces = {
  vi: latin,
  en: latin,
  ja: /^(?:Yu Gothic UI|Hiragino Sans|Noto Sans(?: CJK)? JP)$/,
  ko: /^(?:Malgun Gothic|Apple SD Gothic Neo|Noto Sans(?: CJK)? KR)$/,
  zh: /^(?:Microsoft YaHei|PingFang SC|Noto Sans(?: CJK)? SC)$/,
};
const face = (lang) => faces[lang.split("-")[0]];

/** The families that the leaf texts of a page are drawn with: { selector, lang, text, fonts }. */
async function drawn(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const marked = await page.evaluate(() => {
    let count = 0;
    // Arrows are in no face of the list, and any will do.
    for (const arrow of document.querySelectorAll(".footnote-back")) arrow.remove();
    const own = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("").trim();
    return [...document.querySelectorAll("h1, h2, h3, main p, main td, main th, main li, main dt, main dd, .brand-name, .menu-bar a, .languages a")]
      .filter((element) => own(element) && element.checkVisibility())
      .slice(0, 150)
      .map((element) => {
        element.dataset.drawn = count;
        return { key: count++, lang: element.closest("[lang]").lang, text: own(element), head: element.matches("h1") };
      });
  });
  const { root } = await session.send("DOM.getDocument", { depth: 0 });
  for (const one of marked) {
    const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: `[data-drawn="${one.key}"]` });
    one.fonts = (await session.send("CSS.getPlatformFontsForNode", { nodeId })).fonts.map((font) => font.familyName);
  }
  return marked;
}

/** Characters that are drawn as the mark for "no such character". */
const shapeless = (page) => page.evaluate(() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 48;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const seen = new Set();
  const missing = [];
  const picture = (font, text) => {
    context.clearRect(0, 0, 48, 48);
    context.font = font;
    context.fillText(text, 8, 34);
    return context.getImageData(0, 0, 48, 48).data.join();
  };
  const marks = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (["SCRIPT", "STYLE"].includes(element.tagName)) continue;
    const font = `24px ${getComputedStyle(element).fontFamily}`;
    // A noncharacter is in no font, so it shows what a missing character looks like.
    if (!marks.has(font)) marks.set(font, picture(font, "\u{10FFFE}"));
    for (const { segment } of new Intl.Segmenter(element.closest("[lang]").lang).segment(walker.currentNode.data)) {
      const key = `${font}|${segment}`;
      if (seen.has(key) || !segment.trim()) continue;
      seen.add(key);
      if (picture(font, segment) === marks.get(font)) missing.push(`no shape for ${JSON.stringify(segment)} (U+${segment.codePointAt(0).toString(16).toUpperCase()}) in "${element.textContent.trim().slice(0, 40)}"`);
    }
  }
  return { missing, seen: seen.size };
});

export default () => describe("fonts", { concurrency: 2 }, () => {
  for (const code of languages) {
    const chosen = [pages().find((one) => one.code === code && one.kind === "home"), records(code, "project")[0], sister(sorts().find((one) => one.features.includes("list-group")), code)].filter(Boolean);
    for (const one of chosen) {
      check(`${one.file} in its own script`, async () => {
        const { page, problems, close } = await open();
        try {
          const found = [];
          await page.goto(address(one));
          const texts = await drawn(page);
          if (!texts.some((text) => text.head && text.lang === one.lang)) found.push("no main heading in the page's language");
          for (const { lang, text, fonts, head } of texts) {
            const wanted = face(lang);
            // Figures and Latin names may come from any face of the list; a heading may not be mixed at all.
            const wrong = fonts.filter((name) => !wanted.test(name));
            if (wrong.length) found.push(`lang="${lang}": drawn with ${wrong.join(", ")}: "${text.slice(0, 60)}"`);
            if (head && fonts.length !== 1) found.push(`the main heading is drawn with ${fonts.join(" and ")}`);
          }
          const { missing, seen } = await shapeless(page);
          found.push(...missing);
          if (seen < 60) found.push(`only ${seen} characters looked at`);
          none([...found, ...problems], one.file);
        } finally {
          await close();
        }
      });
    }
  }

  check("Vietnamese marks are composed and drawn by one face", async () => {
    const { page, close } = await open();
    try {
      const found = [];
      const stacked = /[ấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]/i;
      let looked = 0;
      for (const one of [pages().find((item) => item.code === "vi" && item.kind === "home"), records("vi", "project")[0]]) {
        await page.goto(address(one));
        for (const { text, fonts, lang } of await drawn(page)) {
          if (text.normalize("NFC") !== text) found.push(`not composed: "${text.slice(0, 60)}"`);
          if (lang !== "vi" || !stacked.test(text)) continue;
          looked += 1;
          if (fonts.length !== 1) found.push(`drawn with ${fonts.join(" and ")}: "${text.slice(0, 60)}"`);
        }
      }
      if (looked < 10) found.push(`only ${looked} texts with stacked marks`);
      none(found);
    } finally {
      await close();
    }
  });
});
