// Tables of lists: ordered by any column and by keyboard, records put side by side, on paper, from a disk, without scripts.
import { describe } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { address, check, desk, none, overflow, phone, using, violations } from "../lib/browser.js";
import { languages, OFFLINE, pages } from "../lib/site.js";

const table = (code, top) => pages(top).find((one) => one.code === code && one.kind === "table" && /(zones|khu-cong-nghiep)\//.test(one.url));
const shown = (page, selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
const column = (page, at) => page.locator("[data-list-table] tbody:first-of-type tr").evaluateAll((rows, at) => rows.map((row) => ({ sort: row.cells[at].dataset.sort, text: row.cells[at].textContent.trim(), empty: row.cells[at].classList.contains("is-empty") })), at);

/** The first so many records of a table. */
const ids = async (page, count) => (await page.locator("[data-list-table] tr[data-id]").evaluateAll((rows) => rows.map((row) => row.dataset.id))).slice(0, count);

export default () => describe("table", () => {
  for (const code of languages) {
    check(`every column orders its rows, and what says nothing stays at the end, /${code}/`, () => using({}, async ({ page, problems }) => {
      const found = [];
      await page.goto(address(table(code)));
      const heads = page.locator("[data-list-table] thead th");
      for (let at = 0; at < await heads.count(); at += 1) {
        const kind = await heads.nth(at).getAttribute("data-kind");
        if (!kind) continue;
        for (const way of ["ascending", "descending"]) {
          await heads.nth(at).locator("button").focus();
          await page.keyboard.press("Enter");
          if (await heads.nth(at).getAttribute("aria-sort") !== way) found.push(`column ${at} does not say that it is ${way}`);
          if (await page.locator("[aria-sort]").count() !== 1) found.push(`beside column ${at} another says that it is in order`);
          const cells = await column(page, at);
          const empty = cells.findIndex((cell) => cell.empty);
          if (empty >= 0 && cells.slice(empty).some((cell) => !cell.empty)) found.push(`column ${at}, ${way}: a cell that says nothing stands above one that does`);
          const numbers = cells.filter((cell) => !cell.empty).map((cell) => Number(cell.sort));
          if (kind === "number" && numbers.some((number, i) => i > 0 && (way === "ascending" ? number < numbers[i - 1] : number > numbers[i - 1]))) found.push(`column ${at} is not ${way}: ${numbers}`);
        }
      }
      none([...found, ...problems]);
    }));

    check(`chosen records stand side by side, and the address keeps them, /${code}/`, () => using({}, async ({ page, problems }) => {
      const found = [];
      const expect = (is, what) => is || found.push(what);
      await page.goto(address(table(code)));
      const [a, b, c] = await ids(page, 3);
      await page.locator(`.pick[value="${a}"]`).check();
      expect(await page.locator("[data-compare-go]").isDisabled(), "one record alone can be compared");
      await page.locator(`.pick[value="${c}"]`).check();
      await page.locator("[data-compare-go]").click();
      expect(page.url().endsWith(`?compare=${a},${c}`), `the address is ${page.url()}`);
      expect(await page.locator("[data-compared] thead th").count() === 3, "there are not two records side by side");
      expect(await shown(page, "[data-list-table]") === 0, "the whole table is still shown");
      const rows = await page.locator("[data-compared] tbody tr").count();
      expect(rows === await page.locator("[data-list-table] thead th").count(), `${rows} rows for the columns of the table and the sources`);
      expect(await shown(page, "[data-compared] .cell-origin") > 0, "no source is shown");
      found.push(...await violations(page), ...await overflow(page));
      const links = await page.locator(".languages a").evaluateAll((all) => all.map((link) => link.href));
      expect(links.every((link) => link.endsWith(`?compare=${a},${c}`)), `other languages do not compare: ${links[0]}`);
      await page.goBack();
      expect(await shown(page, "[data-compared]") === 0 && await shown(page, "[data-list-table]") === 1, "the way back leads not to the table");
      await page.goto(`${address(table(code))}?compare=${a},nowhere,${b}`);
      expect((await page.locator("[data-compare-status]").textContent()).includes("nowhere"), "an id that is none is not told");
      expect(await page.locator("[data-compared] thead th").count() === 3, "the others are not compared");
      await page.locator("[data-compared] .remove").first().press("Enter");
      expect(!page.url().includes("compare"), "one record alone is compared");
      expect(await page.locator(".pick:checked").count() === 1, "who is left is not ticked any more");
      none([...found, ...problems]);
    }));
  }

  check("no more than five are compared, and it is said", () => using({}, async ({ page, problems }) => {
    const found = [];
    await page.goto(address(table("vi")));
    const six = await ids(page, 6);
    for (const id of six.slice(0, 5)) await page.locator(`.pick[value="${id}"]`).check();
    if (await page.locator(`.pick[value="${six[5]}"]`).isEnabled()) found.push("a sixth can be chosen");
    await page.goto(`${address(table("vi"))}?compare=${six.join(",")}`);
    if (await page.locator("[data-compared] thead th").count() !== 6) found.push("not five are shown");
    if (!(await page.locator("[data-compare-status]").textContent()).trim()) found.push("nothing is said of the sixth");
    none([...found, ...problems]);
  }));

  check("what stands in the address is never markup", () => using({}, async ({ page, problems }) => {
    const [a, b] = await page.goto(address(table("vi"))).then(() => ids(page, 2));
    await page.goto(`${address(table("vi"))}?compare=${encodeURIComponent(`<img src=x onerror=alert(1)>,${a},__proto__,constructor,${b}`)}`);
    const images = await page.locator("[data-compare-status] *").count();
    const heads = await page.locator("[data-compared] thead th").count();
    none([...(images ? ["the status has elements"] : []), ...(heads === 3 ? [] : [`${heads} heads`]), ...problems]);
  }));

  check("in three steps from the home page: compare zones", () => using({}, async ({ page, problems }) => {
    await page.goto(address(pages().find((one) => one.code === "en" && one.kind === "home")));
    await page.locator('a[href$="zones/"]:visible').first().click();
    await page.locator("main .cards a:visible").first().click();
    await page.locator(".compare-link a").click();
    await page.locator("[data-compared] table").waitFor();
    const heads = await page.locator("[data-compared] thead th").count();
    none([...(heads === 4 ? [] : [`${heads} heads`]), ...problems]);
  }));

  for (const [name, size] of [["on a phone", phone], ["on a desk", desk]]) {
    check(`a comparison is no wider than the window ${name}, and its first column stays`, () => using({ viewport: size }, async ({ page, problems }) => {
      const found = [];
      await page.goto(address(table("ja")));
      const five = await ids(page, 5);
      await page.goto(`${address(table("ja"))}?compare=${five.join(",")}`);
      found.push(...await overflow(page));
      const box = page.locator("[data-compared]");
      await box.evaluate((one) => { one.scrollLeft = 200; });
      const lefts = await page.locator("[data-compared] tbody th").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
      const left = await box.evaluate((one) => one.getBoundingClientRect().left);
      if (lefts.some((one) => Math.abs(one - left) > 2)) found.push(`the first column went: ${lefts[0]} from ${left}`);
      none([...found, ...problems]);
    }));
  }

  check("on paper a comparison has no buttons and keeps its sources", () => using({}, async ({ page, problems }) => {
    await page.goto(address(table("vi")));
    const [a, b] = await ids(page, 2);
    await page.goto(`${address(table("vi"))}?compare=${a},${b}`);
    await page.emulateMedia({ media: "print" });
    const buttons = await shown(page, "main button, main .pick, .compare-bar");
    const sources = await shown(page, "[data-compared] .cell-origin");
    none([...(buttons ? [`${buttons} buttons`] : []), ...(sources ? [] : ["no source"]), ...problems]);
  }));

  check("from a disk", () => using({ home: pathToFileURL(OFFLINE).href }, async ({ page, problems }) => {
    const file = pathToFileURL(join(OFFLINE, table("ko", OFFLINE).file)).href;
    await page.goto(file);
    const [a, b] = await ids(page, 2);
    await page.goto(`${file}?compare=${a},${b}`);
    const heads = await page.locator("[data-compared] thead th").count();
    none([...(heads === 3 ? [] : [`${heads} heads`]), ...problems]);
  }));

  check("without scripts the table is whole, and nothing asks to be pressed", () => using({ javaScriptEnabled: false }, async ({ page, problems }) => {
    await page.goto(`${address(table("zh"))}?compare=a,b`);
    const rows = await page.locator("[data-list-table] tr[data-id]").count();
    const asking = await page.locator("main button, main input").evaluateAll((all) => all.filter((one) => one.checkVisibility({ checkVisibilityCSS: true })).length);
    none([...(rows > 3 ? [] : [`${rows} rows`]), ...(asking ? [`${asking} buttons or boxes`] : []), ...problems]);
  }));
});
