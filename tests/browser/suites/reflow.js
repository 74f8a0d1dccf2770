// No page scrolls sideways on a narrow screen (WCAG 1.4.10), nor on a wide one: as it is, and with the longest words that anybody could write.
import { describe } from "node:test";
import { address, borrow, check, desk, none, overflow } from "../lib/browser.js";
import { pages, sample } from "../lib/site.js";

const narrow = [320, 360, 390].map((width) => ({ width, height: 640 }));

/** The sample, and of pages behind codes one of each sort. */
function kinds() {
  const behind = pages().filter((one) => one.kind === "permanent");
  const sorts = new Map(behind.map((one) => [one.file.replace(/q\/.*/, "q/"), one]));
  return [...sample(), ...sorts.values()];
}

/** Puts 300 letters in place of every text that is no figure: words without a space, as Korean titles and addresses are. */
const stretch = (page) => page.evaluate(() => {
  const letters = { ko: "하이퐁항만배후산업단지투자설명회개최결과보고", ja: "ハイフォン港湾背後地工業団地投資説明会開催結果", zh: "海防港口腹地工业园区投资说明会举办结果通报文" };
  const of = (lang) => (letters[lang.split("-")[0]] ?? "haiphonginvestmentpromotion").repeat(15).slice(0, 300);
  // Names of languages and of the menu are the site's own and short; what is not seen has no width.
  const skipped = ".strip, .menu-bar, .menu-fold, .skip, .permanent-name, .chooser-name, button, .pagination, .chart-value, pre, code, .leaflet-container, .table-scroll, svg, script, style, textarea, .visually-hidden, .print-head, .print-address";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  let count = 0;
  for (const text of texts) {
    if (!/\p{L}/u.test(text.data) || /\d/.test(text.data) || text.parentElement.closest(skipped)) continue;
    // What is marked has at most forty bytes, whatever is written.
    if (text.parentElement.closest(".nobreak")) continue;
    text.data = of(text.parentElement.closest("[lang]").lang);
    count += 1;
  }
  return count;
});

export default () => describe("reflow", { concurrency: 3 }, () => {
  for (const one of kinds()) {
    check(one.file, async () => {
      const { page, close } = await borrow({ viewport: narrow[0] });
      try {
        await page.goto(address(one));
        const found = [];
        const measure = async (sizes, what) => {
          for (const size of sizes) {
            await page.setViewportSize(size);
            found.push(...(await overflow(page)).map((item) => `${what}: ${item}`));
          }
        };
        await measure(narrow, "as it is");
        if (!(await stretch(page))) found.push("has no text");
        await measure([...narrow, { width: 768, height: 900 }, desk], "with long words");
        none(found, one.file);
      } finally {
        await close();
      }
    });
  }
});
