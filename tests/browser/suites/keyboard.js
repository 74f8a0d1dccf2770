// Everything can be reached and used by keyboard, and one sees where one is.
import { describe } from "node:test";
import { address, check, desk, none, phone, using, violations } from "../lib/browser.js";
import { languages, pages, records, sister, sorts } from "../lib/site.js";

const here = (page) => page.evaluate(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const at = (x, y) => document.elementFromPoint(x, y);
  const points = [...element.getClientRects()].filter((rect) => rect.width && rect.height).map((rect) => at(rect.left + rect.width / 2, rect.top + rect.height / 2));
  return {
    name: `${element.tagName.toLowerCase()}${element.className ? `.${element.className}` : ""} "${(element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40)}"`,
    skip: element.matches(".skip"),
    href: element.getAttribute("href"),
    // The outline may be drawn by the card that holds the link.
    outlined: [style, getComputedStyle(element, "::after"), ...[".card", "li"].map((around) => element.closest(around)).filter(Boolean).map((around) => getComputedStyle(around))]
      .some((one) => one.outlineStyle !== "none" && Number.parseFloat(one.outlineWidth) >= 2),
    inside: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: points.length > 0 && points.every((point) => point && !element.contains(point) && !point.contains(element)),
  };
});

export default () => describe("keyboard", { concurrency: 3 }, () => {
  const chosen = sorts().filter((one) => ["home", "list", "record", "map"].includes(one.kind));
  for (const [index, first] of chosen.entries()) {
    const one = sister(first, languages[index % languages.length]);
    check(`${one.file} by Tab: skip link first, focus always seen`, () => using({ viewport: index % 2 ? desk : phone, reducedMotion: "reduce" }, async ({ page, problems }) => {
      const found = [];
      await page.goto(address(one));
      const reachable = await page.evaluate(() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")]
        .filter((element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false }) && !element.closest("details:not([open]) > :not(summary)")).length);
      let steps = 0;
      for (; steps < 400; steps += 1) {
        await page.keyboard.press("Tab");
        const spot = await here(page);
        if (!spot) break;
        if (steps === 0 && !spot.skip) found.push(`the first stop is ${spot.name}, not the skip link`);
        if (!spot.outlined) found.push(`focus is not seen on ${spot.name}`);
        if (!spot.inside) found.push(`focus is out of sight on ${spot.name}`);
        if (spot.covered) found.push(`focus is covered on ${spot.name}`);
      }
      if (steps < Math.min(reachable, 400)) found.push(`${steps} stops, but ${reachable} things to use`);
      none([...found, ...problems]);
    }));
  }

  check("the skip link leads past the header", () => using({}, async ({ page }) => {
    await page.goto(address(pages().find((one) => one.kind === "home")));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => document.querySelector("main").contains(document.activeElement));
    none(inside ? [] : ["the stop after the skip link is not in the main part"]);
  }));

  for (const code of languages) {
    for (const javaScriptEnabled of [true, false]) {
      check(`the menu on a phone, /${code}/, ${javaScriptEnabled ? "with" : "without"} scripts`, () => using({ viewport: phone, javaScriptEnabled, reducedMotion: "reduce" }, async ({ page, problems }) => {
        const found = [];
        const focused = (selector) => page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
        await page.goto(address(pages().find((one) => one.code === code && one.kind === "home")));
        let steps = 0;
        do {
          await page.keyboard.press("Tab");
          steps += 1;
        } while (steps < 15 && !(await focused(".menu-fold > summary")));
        if (!(await focused(".menu-fold > summary"))) found.push("the menu cannot be reached by Tab");
        await page.keyboard.press("Enter");
        const menu = page.locator(".menu-fold nav");
        if (!(await menu.isVisible())) found.push("Enter does not open the menu");
        else {
          const items = await menu.locator("a").count();
          for (let item = 0; item < items; item += 1) {
            await page.keyboard.press("Tab");
            const spot = await here(page);
            if (!(await focused(".menu-fold nav a"))) found.push(`stop ${item + 1} of ${items} is not in the menu: ${spot?.name}`);
            if (!spot?.outlined || !spot.inside || spot.covered) found.push(`focus is not seen on ${spot?.name}`);
          }
          if (javaScriptEnabled) {
            found.push(...(await violations(page)).map((item) => `open menu: ${item}`));
            await page.keyboard.press("Escape");
            if (await menu.isVisible()) found.push("Escape does not close the menu");
            if (!(await focused(".menu-fold > summary"))) found.push("after Escape the focus is lost");
            await page.keyboard.press("Enter");
          }
          await menu.locator("a").nth(1).focus();
          const wanted = await menu.locator("a").nth(1).evaluate((link) => link.href);
          await page.keyboard.press("Enter");
          await page.waitForURL(wanted);
        }
        none([...found, ...problems]);
      }));
    }
  }

  check("filters open, list their values and lead on", () => using({}, async ({ page, problems }) => {
    const found = [];
    const list = sorts().map((one) => sister(one, languages[0])).find((one) => one.kind === "list" && one.features.includes("facets-clear"));
    await page.goto(address(list));
    const facets = await page.locator(".facet > summary").count();
    if (!facets) found.push("no filter on a filtered list");
    for (let index = 0; index < facets; index += 1) {
      await page.locator(".facet > summary").nth(index).focus();
      await page.keyboard.press("Enter");
      if (!(await page.locator(".facet").nth(index).locator("a").first().isVisible())) found.push(`filter ${index + 1} does not open`);
      found.push(...(await violations(page, ["color-contrast", "list", "listitem", "target-size"])).map((item) => `filter ${index + 1} open: ${item}`));
    }
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.href !== address(list)).catch(() => found.push("a value does not lead to its list"));
    none([...found, ...problems]);
  }));

  check("a table wider than a phone can be scrolled by keyboard", () => using({ viewport: phone }, async ({ page, problems }) => {
    const found = [];
    const one = records(languages[0], "project").concat(pages()).find((item) => item.features.includes("table-scroll"));
    await page.goto(address(one));
    const still = await page.evaluate(() => [...document.querySelectorAll(".table-scroll")].filter((box) => box.scrollWidth > box.clientWidth && box.tabIndex < 0).length);
    if (still) found.push(`${still} tables that cannot take the focus`);
    none([...found, ...problems]);
  }));
});
