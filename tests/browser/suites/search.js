// The search: what is typed in five languages finds its record, by keyboard, from an address, from a disk, beside what narrows it;
// without scripts the page is an index; the page that is not there searches for the words of its address.
import { describe } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { address, check, desk, none, origin, overflow, phone, using, violations } from "../lib/browser.js";
import { languages, OFFLINE, pages, records } from "../lib/site.js";

const FIELD = "input[type=search][name=q]";
const LINKS = "ol[data-search-results] > li > a";

const home = (code) => pages().find((one) => one.code === code && one.kind === "home");
const searchPage = (code, top) => pages(top).find((one) => one.code === code && one.kind === "search");
const asking = (code, query) => `${address(searchPage(code))}?q=${encodeURIComponent(query)}`;

/** What is typed, and the end of the address that must be among the first so many. */
const typed = {
  vi: [
    ["khu cong nghiep nam cau kien", "/nam-cau-kien/", 1], ["Đồ Sơn", "/do-son-ip/", 1], ["kcn do son", "/do-son-ip/", 1], ["thuong mai tu do", "/hai-phong-ftz/", 2],
    ["QĐ 4068", "4068-qd-ubnd/", 1], ["1338", "1338-qd-ubnd/", 1], ["Hòa nhạc", "/hoa-nhac-opera-cong-nu-anio/", 1], ["hoà nhạc", "/hoa-nhac-opera-cong-nu-anio/", 1],
    ["ma QR cu con dung duoc khong", "#faq-qr", 1], ["ケンノアール qqqq", "", 0],
  ],
  en: [
    ["do son", "/do-son-ip/", 1], ["free trade zone", "/hai-phong-ftz/", 2], ["decision 4068", "/4068-qd-ubnd/", 1], ["recruiting workers", "#faq-recruiting", 1],
    ["Tràng Duệ", "/trang-due/", 1], ["长裔", "/trang-due/", 1], ["how long does the tax incentive last?", "#faq-tax-schedule", 2],
  ],
  ja: [
    ["ﾄﾞｰｿﾝ", "/do-son-ip/", 1], ["どーそん", "/do-son-ip/", 1], ["法人税の優遇は何年？", "#faq-tax-schedule", 2], ["ﾅﾑﾃﾞｨﾝﾌﾞｰ", "/nam-dinh-vu/", 1],
    ["Nam Cau Kien", "/nam-cau-kien/", 1], ["４０６８", "/decision-4068/", 1],
  ],
  ko: [
    ["자유 무역 지대", "/hai-phong-ftz/", 2], ["자유무역지대", "/hai-phong-ftz/", 2], ["도선산업단지", "/do-son-ip/", 1], ["재팬데스크", "/desk-japan/", 1],
    ["법인세 우대는 몇 년입니까?", "#faq-tax-schedule", 2], ["Trang Due", "/trang-due/", 1],
  ],
  zh: [
    ["自由貿易區", "/hai-phong-ftz/", 2], ["自由贸易区", "/hai-phong-ftz/", 2], ["稅收優惠", "/incentives/", 2], ["企业所得税优惠几年？", "#faq-tax-schedule", 2],
    ["長裔", "/trang-due/", 1], ["4068", "/decision-4068/", 1],
  ],
};

/** A word with a slip, what is offered in its place, and where that leads. */
const slips = { vi: ["Nam Cầu Kiềng", "Nam Cầu Kiền", "/nam-cau-kien/"], en: ["Namm Cau Kien", "Nam Cau Kien", "/nam-cau-kien/"], ko: ["짱주애", "짱주에", "/trang-due/"], zh: ["长衣工业园区", "长裔工业园区", "/trang-due/"] };

/** Types into the search of the page, as a reader does who has used it before. */
async function type(page, text) {
  const field = page.locator(FIELD);
  await field.click();
  await field.fill("");
  await page.keyboard.insertText(text);
}

const addresses = (page) => page.locator(LINKS).evaluateAll((links) => links.map((link) => decodeURIComponent(link.href)));

/** Waits until a result is among the first; says what stands there instead. */
async function expectResult(page, end, rank) {
  const fits = ([selector, wanted, first]) => [...document.querySelectorAll(selector)].slice(0, first).some((link) => decodeURIComponent(link.href).replace(/index\.html(?=#|$)/, "").endsWith(wanted));
  const came = await page.waitForFunction(fits, [LINKS, end, rank], { timeout: 8000 }).then(() => true, () => false);
  return came ? [] : [`${end} is not among the first ${rank}: ${(await addresses(page)).slice(0, 4).join(" ") || "nothing"}`];
}

const status = (page) => page.locator("[data-search-status]").innerText();
const count = (text) => Number(/\d[\d.,\s]*/.exec(text)?.[0].replace(/\D/g, "") ?? 0);
/** Waits until the line above the results says another number, and gives it. */
async function another(page, before) {
  const other = (text) => { const line = document.querySelector("[data-search-status]").innerText; return line && line !== text; };
  await page.waitForFunction(other, before, { timeout: 8000 }).catch(() => undefined);
  return status(page);
}

export default () => describe("search", { concurrency: 3 }, () => {
  for (const code of languages) {
    check(`what is typed at the head of a page finds its record, /${code}/`, () => using({}, async ({ page, problems }) => {
      const found = [];
      await page.goto(address(records(code, "project")[0]));
      for (const [text, end, rank] of typed[code] ?? []) {
        await type(page, text);
        if (rank) found.push(...(await expectResult(page, end, rank)).map((item) => `${text}: ${item}`));
      }
      none([...found, ...problems]);
    }));

    check(`a word with a slip is forgiven, and the right one offered, /${code}/`, () => using({}, async ({ page, problems }) => {
      const [wrong, right, end] = slips[code] ?? [];
      if (!wrong) return;
      const found = [];
      await page.goto(address(home(code)));
      await type(page, wrong);
      found.push(...await expectResult(page, end, 1));
      const offer = page.locator("[data-search-status] button");
      const said = await offer.innerText();
      if (said !== right) found.push(`offers ${said}`);
      await offer.click();
      found.push(...await expectResult(page, end, 1));
      const now = await page.locator(FIELD).inputValue();
      if (now !== right) found.push(`then asks for ${now}`);
      none([...found, ...problems]);
    }));

    check(`a question is answered first, with what the answer rests on and its date, /${code}/`, () => using({ viewport: phone }, async ({ page, problems }) => {
      const [question] = typed[code].find(([, end]) => end === "#faq-tax-schedule") ?? ["ưu đãi thuế còn áp dụng không?"];
      const found = [];
      await page.goto(asking(code, question));
      found.push(...await expectResult(page, "#faq-tax-schedule", 2));
      const answer = page.locator("ol[data-search-results] > li.search-answer").first();
      if ((await answer.locator(".search-passage").innerText()).length < 20) found.push("no short answer");
      if (!/67\/2025\/QH15/.test(await answer.locator(".search-basis").innerText())) found.push("no legal basis");
      if (!/2026/.test(await answer.locator(".search-basis").innerText())) found.push("no date");
      if (!(await page.locator("ol[data-search-results] mark").count())) found.push("nothing is marked");
      none([...found, ...problems]);
    }));

    check(`without scripts the page is an index, and a form leads there, /${code}/`, () => using({ javaScriptEnabled: false }, async ({ page, problems }) => {
      const found = [];
      await page.goto(address(home(code)));
      await page.fill(FIELD, "4068");
      await page.locator(FIELD).press("Enter");
      await page.waitForURL(/\?q=4068$/);
      if (page.url() !== asking(code, "4068")) found.push(`leads to ${page.url()}`);
      const index = page.locator("[data-search-index]");
      const groups = await index.locator("dt").count();
      const links = await index.locator("dd a").evaluateAll((all) => all.map((link) => link.href));
      if (groups < 20 || links.length < 100) found.push(`${links.length} links below ${groups} letters`);
      const known = new Set(pages().map((one) => address(one)));
      found.push(...links.filter((link) => !known.has(link.split("#")[0])).map((link) => `${link} is no page`));
      if (await page.locator("[data-search-panel]").isVisible()) found.push("offers filters that cannot work");
      none([...found, ...problems]);
    }));

    check(`from a disk, /${code}/`, () => using({ home: pathToFileURL(OFFLINE).href }, async ({ page, problems, requests }) => {
      const found = [];
      const [text, end, rank] = typed[code][0];
      await page.goto(pathToFileURL(join(OFFLINE, code, "index.html")).href);
      await type(page, text);
      found.push(...await expectResult(page, end, rank));
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.searchParams.has("q"));
      found.push(...await expectResult(page, end, rank));
      const [first] = await addresses(page);
      await page.locator(LINKS).first().click();
      await page.waitForURL((url) => decodeURIComponent(url.href) === first);
      if (!(await page.locator("h1").innerText()).trim()) found.push(`${first} has no heading`);
      found.push(...requests.filter((request) => !/^(file|data):/.test(request)).map((request) => `asks for ${request}`));
      none([...found, ...problems]);
    }));

    check(`the page that is not there searches for the words of its address, /${code}/`, () => using({ expect: [/404/] }, async ({ page, problems }) => {
      const found = [];
      await page.goto(`${origin}/${code}/old/nam-cau-kien.html`);
      const words = await page.locator(FIELD).inputValue();
      found.push(...await expectResult(page, "/nam-cau-kien/", 2));
      if ((await page.locator(FIELD).inputValue()).trim() !== "old nam cau kien") found.push(`asks for ${words}`);
      await page.goto(`${origin}/${code}/404.html`);
      if (await page.locator(FIELD).inputValue()) found.push("searches for its own name");
      none([...found, ...problems]);
    }));
  }

  check("nothing of the search is asked for before somebody turns to it", () => using({}, async ({ page, requests, problems }) => {
    await page.goto(address(home(languages[0])), { waitUntil: "networkidle" });
    const early = requests.filter((request) => /search-|\/search\//.test(request));
    await page.locator(FIELD).focus();
    await page.waitForFunction(() => "portolanSearchBox" in window);
    none([...early.map((request) => `asks for ${request}`), ...problems]);
  }));

  check("by keyboard alone: a stroke, words, arrows, Escape, Enter", () => using({}, async ({ page, problems }) => {
    const found = [];
    const on = (selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);
    const at = () => page.evaluate((links) => [...document.querySelectorAll(links)].indexOf(document.activeElement), LINKS);
    await page.goto(address(records("en", "zone")[0]));
    await page.keyboard.press("/");
    if (!(await on(FIELD))) found.push("/ does not lead to the field");
    await page.keyboard.type("tax / incentive", { delay: 10 });
    if ((await page.locator(FIELD).inputValue()) !== "tax / incentive") found.push("/ cannot be typed");
    await page.locator(LINKS).nth(2).waitFor();
    for (const [key, wanted] of [["ArrowDown", 0], ["ArrowDown", 1], ["ArrowDown", 2], ["ArrowUp", 1]]) {
      await page.keyboard.press(key);
      if ((await at()) !== wanted) found.push(`${key} leads to ${await at()} instead of ${wanted}`);
    }
    await page.keyboard.press("Escape");
    if (!(await on(FIELD))) found.push("Escape does not come back to the field");
    if (await page.locator(LINKS).first().isVisible()) found.push("Escape does not close the list");
    if (!(await page.locator(FIELD).inputValue())) found.push("Escape loses what was typed");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("q") === "tax / incentive");
    await page.locator(LINKS).first().waitFor();
    const [first] = await addresses(page);
    await page.keyboard.press("/");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.href === first).catch(() => found.push("Enter on a result does not lead there"));
    none([...found, ...problems]);
  }));

  check("the list at the head closes when the reader turns elsewhere, and a click on a result leads there", () => using({}, async ({ page, problems }) => {
    const found = [];
    await page.goto(address(home("en")));
    await type(page, "logistics");
    await page.locator(LINKS).first().waitFor();
    await page.locator("h1").click();
    if (await page.locator(LINKS).first().isVisible()) found.push("stays open after a click elsewhere");
    await page.locator(FIELD).click();
    await page.locator(FIELD).fill("logistics sector");
    await page.locator(LINKS).first().waitFor();
    for (let stop = 0; stop < 40 && await page.evaluate(() => document.activeElement.closest("form")); stop += 1) await page.keyboard.press("Tab");
    if (await page.locator(LINKS).first().isVisible()) found.push("stays open after Tab leads out of it");
    await type(page, "logistics");
    await page.locator(LINKS).first().waitFor();
    const [first] = await addresses(page);
    await page.locator(LINKS).first().click();
    await page.waitForURL((url) => url.href === first).catch(() => found.push("a click does not lead to the result"));
    none([...found, ...problems]);
  }));

  check("the address holds the question and the filters; back and forward bring them again", () => using({}, async ({ page, problems }) => {
    const found = [];
    await page.goto(asking("en", "industrial park"));
    await page.locator(LINKS).first().waitFor();
    const all = await status(page);
    const zones = page.locator("[data-search-facet=collection] label", { hasText: "Industrial parks" });
    const promised = count(await zones.innerText());
    await zones.locator("input").check();
    const fewer = await another(page, all);
    if (count(fewer) !== promised || count(fewer) >= count(all)) found.push(`${all}, then ${fewer}; the filter promised ${promised}`);
    const narrowed = new URL(page.url());
    if (narrowed.searchParams.get("q") !== "industrial park" || !narrowed.searchParams.get("collection")) found.push(`the address is ${narrowed.search}`);
    await page.goBack();
    if (await another(page, fewer) !== all) found.push(`after going back: ${await status(page)}`);
    if (await zones.locator("input").isChecked()) found.push("after going back the filter stays");
    await page.goForward();
    if (await another(page, all) !== fewer) found.push(`after going forward: ${await status(page)}`);
    await page.reload();
    await page.locator(LINKS).first().waitFor();
    if (await status(page) !== fewer || !(await zones.locator("input").isChecked())) found.push(`after a reload: ${await status(page)}`);
    await page.locator(FIELD).fill("industrial park vsip");
    await another(page, fewer);
    await page.goBack();
    await page.waitForFunction((field) => document.querySelector(field).value === "industrial park", FIELD).catch(() => found.push("going back does not bring the question before"));
    none([...found, ...problems]);
  }));

  check("ranges and orders", () => using({}, async ({ page, problems }) => {
    const found = [];
    await page.goto(asking("en", "industrial park"));
    await page.locator(LINKS).first().waitFor();
    const all = await status(page);
    const fields = page.locator("[data-search-range]");
    const names = new Set(await fields.evaluateAll((list) => list.map((field) => field.dataset.searchRange)));
    for (const name of names) {
      const field = page.locator(`[data-search-range="${name}"]`).first();
      await field.fill(name === "date" ? "2024-01-01" : "200");
      await field.blur();
      const fewer = await another(page, all);
      if (!(count(fewer) < count(all))) found.push(`${name}: ${fewer} of ${all}`);
      if (!new URL(page.url()).search.includes(name)) found.push(`${name} is not in the address`);
      await field.fill("");
      await field.blur();
      if (await another(page, fewer) !== all) found.push(`${name}: not all again`);
    }
    if (!names.has("date") || names.size < 2) found.push(`only ${[...names]}`);
    await page.locator("[data-search-order]").selectOption("name");
    await page.waitForURL(/order=name/);
    const titles = await page.locator(LINKS).allInnerTexts();
    const sorted = [...titles].sort(new Intl.Collator("en", { numeric: true }).compare);
    if (titles.join() !== sorted.join()) found.push(`by name: ${titles.join(" | ")}`);
    none([...found, ...problems]);
  }));

  check("filters alone list what they leave, and are cleared at once", () => using({ viewport: phone }, async ({ page, problems }) => {
    const found = [];
    await page.goto(address(searchPage("ja")));
    await page.locator("[data-search-panel] > summary").click();
    const first = page.locator("[data-search-facet=collection] label").first();
    const promised = count(await first.locator(".search-figure").innerText());
    await first.locator("input").check();
    const said = await another(page, "");
    if (count(said) !== promised) found.push(`${said}, promised ${promised}`);
    await page.locator("[data-search-clear]").click();
    await page.waitForFunction((links) => !document.querySelector(links), LINKS).catch(() => found.push("not cleared"));
    if (!(await page.locator("[data-search-index]").isVisible())) found.push("the index does not come back");
    none([...found, ...problems]);
  }));

  check("what finds nothing says so, and what may be typed", () => using({ viewport: phone }, async ({ page, problems }) => {
    const found = [];
    await page.goto(asking("zh", "qqqqqq"));
    await page.locator("[data-search-tips]").waitFor();
    if (!(await status(page)).includes("qqqqqq")) found.push(`says ${await status(page)}`);
    if (!(await page.locator("[data-search-index]").isVisible())) found.push("no index below");
    none([...found, ...problems]);
  }));

  check("an input method is not disturbed: letters that are not yet chosen are not searched for", () => using({}, async ({ page, problems }) => {
    const found = [];
    await page.goto(address(home("ja")));
    await type(page, "統計");
    await page.locator(LINKS).first().waitFor();
    const before = await addresses(page);
    const session = await page.context().newCDPSession(page);
    await page.locator(FIELD).fill("");
    await page.waitForFunction((links) => !document.querySelector(links), LINKS);
    for (const text of ["ｋ", "こ", "こう", "こうぎょうだんち"]) await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await page.waitForTimeout(400);
    if ((await addresses(page)).length) found.push("searches for kana that are not yet chosen");
    await session.send("Input.insertText", { text: "工業団地" });
    await page.locator(LINKS).first().waitFor().catch(() => found.push("does not search for what was chosen"));
    if ((await addresses(page)).join() === before.join()) found.push("shows what was found before");
    none([...found, ...problems]);
  }));

  check("what was found is read aloud when the reader pauses, not at every letter", () => using({}, async ({ page, problems }) => {
    const found = [];
    await page.goto(address(searchPage("ko")));
    await page.locator(FIELD).click();
    await page.waitForFunction(() => "portolanSearchBox" in window);
    const line = page.locator("[data-search-status]");
    await page.keyboard.insertText("산업");
    await page.waitForFunction(() => document.querySelector("[data-search-status]").textContent);
    if (await line.getAttribute("aria-live") !== "off") found.push("speaks while one types");
    await page.waitForFunction(() => document.querySelector("[data-search-status]").getAttribute("aria-live") === "polite", undefined, { timeout: 3000 }).catch(() => found.push("stays silent"));
    if (await line.getAttribute("role") !== "status") found.push("is no status");
    none([...found, ...problems]);
  }));

  for (const [code, colorScheme] of [["vi", "light"], ["zh", "dark"]]) {
    for (const viewport of [phone, desk]) {
      check(`the open list and the page of results are accessible, /${code}/, ${colorScheme}, ${viewport.width} px`, () => using({ viewport, colorScheme }, async ({ page, problems }) => {
        const found = [];
        const [text] = slips[code];
        await page.goto(address(home(code)));
        await type(page, text);
        await page.locator(LINKS).first().waitFor();
        found.push(...(await violations(page)).map((item) => `open list: ${item}`), ...await overflow(page));
        await page.goto(asking(code, text));
        await page.locator(LINKS).first().waitFor();
        await page.locator("[data-search-panel]").evaluate((panel) => { panel.open = true; });
        found.push(...(await violations(page)).map((item) => `page: ${item}`), ...await overflow(page));
        await page.setViewportSize({ width: 320, height: 640 });
        found.push(...await overflow(page));
        const small = await page.locator("main form button, main summary, main label, ol[data-search-results] a, main select").evaluateAll((all) => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24).map((one) => one.outerHTML.slice(0, 80)));
        found.push(...small.map((item) => `too small to touch: ${item}`));
        none([...found, ...problems]);
      }));
    }
  }

  check("the question goes along to the other languages", () => using({}, async ({ page, problems }) => {
    const found = [];
    await page.goto(asking("en", "Trang Due"));
    await page.locator(LINKS).first().waitFor();
    await page.locator('.languages a[data-lang="ko"]').click();
    await page.waitForURL((url) => url.pathname.startsWith("/ko/"));
    found.push(...await expectResult(page, "/trang-due/", 1));
    none([...found, ...problems]);
  }));

  check("on paper there is nothing of the search", () => using({}, async ({ page, problems }) => {
    await page.goto(asking("vi", "ưu đãi"));
    await page.locator(LINKS).first().waitFor();
    await page.emulateMedia({ media: "print" });
    const shown = await page.locator("form, [data-search-panel], .search-more, input, select").evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 60)));
    none([...shown, ...problems]);
  }));

  // What an investor comes for: at most three clicks or groups of strokes, the last of which opens the page.
  const journeys = [
    ["en", "a zone near Lach Huyen with land to lease", "zone near Lach Huyen with land to lease", /\/zones\/[a-z0-9-]+\/$/],
    ["en", "a tax incentive", "tax incentive", /\/(?:info\/incentives\/|faq\/#faq-tax-schedule)$/],
    ["en", "who speaks Japanese", "who speaks Japanese", /#faq-japanese-speakers$/],
    ["en", "projects for electronics", "projects for electronics", /\/sectors\/electronics\/$/],
    ["vi", "đất cho thuê gần Lạch Huyện", "còn đất cho thuê gần Lạch Huyện", /\/khu-cong-nghiep\/[a-z0-9-]+\/$/],
    ["vi", "ai nói tiếng Nhật", "ai nói tiếng Nhật", /#faq-japanese-speakers$/],
  ];
  for (const [code, name, words, wanted] of journeys) {
    check(`in three steps from the home page: ${name}, /${code}/`, () => using({}, async ({ page, problems }) => {
      const found = [];
      await page.goto(address(home(code)));
      await page.locator(FIELD).click();
      await page.keyboard.insertText(words);
      await page.locator(LINKS).first().waitFor();
      await page.waitForFunction(() => document.querySelector("[data-search-status]").textContent);
      const all = await addresses(page);
      const one = all.findIndex((link) => wanted.test(link));
      if (one < 0) none([`not among ${all.join(" ")}`]);
      await page.locator(LINKS).nth(one).click();
      await page.waitForURL((url) => decodeURIComponent(url.href) === all[one]);
      none([...found, ...problems]);
    }));
  }
});
