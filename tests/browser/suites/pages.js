// Every sort of page in every language: accessibility in light and dark, on a phone and on a desk; quiet console; nothing sticks out; nothing jumps.
import { describe } from "node:test";
import { address, borrow, check, desk, none, overflow, phone, pictures, violations } from "../lib/browser.js";
import { sample } from "../lib/site.js";

// Dark mode changes colours only, so only the rules on colours are asked again.
const colours = ["color-contrast", "link-in-text-block"];

export default () => describe("pages", { concurrency: 3 }, () => {
  for (const one of sample()) {
    check(one.file, async () => {
      const { page, problems, close } = await borrow({ viewport: phone });
      const found = [];
      const note = (where, list) => found.push(...list.map((item) => `${where}: ${item}`));
      try {
        const response = await page.goto(address(one));
        if (!one.file.endsWith("404.html") && response.status() !== 200) found.push(`answers ${response.status()}`);
        note("pictures", await pictures(page));
        const shift = await page.evaluate(() => new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
        }));
        if (shift > 0.01) found.push(`the page jumps while loading: ${shift.toFixed(3)}`);
        note("phone, light", await violations(page));
        await page.emulateMedia({ colorScheme: "dark" });
        note("phone, dark", await violations(page, colours));
        note("phone", await overflow(page));
        await page.setViewportSize({ width: 320, height: 640 });
        note("narrow phone", await overflow(page));
        await page.setViewportSize(desk);
        note("desk", await overflow(page));
        note("desk, dark", await violations(page, colours));
        await page.emulateMedia({ colorScheme: "light" });
        note("desk, light", await violations(page));
        const lacking = await page.evaluate(() => [...document.styleSheets].length === 0 || getComputedStyle(document.body).margin !== "0px");
        if (lacking) found.push("the style sheet is not applied");
        none([...found, ...problems], one.file);
      } finally {
        await close();
      }
    });
  }
});
