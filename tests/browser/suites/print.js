// A record on paper: one or two A4 pages, the facts and their source, nothing to click, the right face.
import { describe } from "node:test";
import { address, borrow, check, none } from "../lib/browser.js";
import { languages, pages, records, sister } from "../lib/site.js";

const face = { ja: /NotoSans(?:CJK)?jp|YuGothic|Hiragino/i, ko: /NotoSans(?:CJK)?kr|Malgun|SDGothic/i, zh: /NotoSans(?:CJK)?sc|YaHei|PingFang/i };

const longest = records(languages[0], "project");
const chosen = [...new Set([longest[0], longest.at(-1), longest.find((one) => one.features.includes('class="cover')), records(languages[0], "zone")[0]])].filter(Boolean);

// A collection with many records and one with few, in every language.
const sheets = /\/codes\/(projects|zones)\/(labels|posters)\//;

export default () => describe("print", { concurrency: 3 }, () => {
  for (const first of chosen) {
    for (const code of languages) {
      const one = sister(first, code);
      check(one.file, async () => {
        const { page, problems, close } = await borrow({ viewport: { width: 794, height: 1123 }, colorScheme: "dark" });
        try {
          const found = [];
          await page.goto(address(one));
          const facts = await page.evaluate(() => [...document.querySelectorAll(".facts th, .facts td")].filter((cell) => cell.checkVisibility()).length);
          await page.emulateMedia({ media: "print", colorScheme: "dark" });
          const seen = await page.evaluate(() => {
            const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility({ visibilityProperty: true })).map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
            return {
              clickable: shown("nav, button, .site-head, .site-foot, .skip, .breadcrumbs, details, form, .related, .neighbours, video, audio"),
              head: shown("h1").length === 1 && document.querySelector("h1").textContent.trim(),
              facts: shown(".facts th, .facts td").length,
              owner: document.querySelector(".print-head")?.innerText.trim(),
              address: document.querySelector(".print-address")?.innerText ?? "",
              ink: getComputedStyle(document.body).color,
              paper: getComputedStyle(document.body).backgroundColor,
            };
          });
          if (seen.clickable.length) found.push(`to be seen on paper: ${seen.clickable.join(", ")}`);
          if (!seen.head) found.push("no main heading");
          if (!seen.facts || seen.facts !== facts) found.push(`${facts} cells of facts on screen, ${seen.facts} on paper`);
          if (!seen.owner) found.push("does not say whose sheet it is");
          if (!/https?:\/\/\S+/.test(seen.address)) found.push("the address is not printed");
          if (seen.ink !== "rgb(0, 0, 0)") found.push(`prints in ${seen.ink} for a reader who uses dark mode`);
          if (!["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"].includes(seen.paper)) found.push(`paper is ${seen.paper}`);
          const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: false })).toString("latin1");
          const count = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
          // The sheets of projects and zones are handed out: one leaf, printed on both sides at most.
          if (count < 1 || count > 2) found.push(`${count} sheets, at most 2 wanted`);
          const boxes = new Set([...pdf.matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map(([, box]) => box.trim().split(/\s+/).map((side) => Math.round(Number(side))).join(" ")));
          if ([...boxes].some((box) => !/^0 0 59[456] 84[123]$/.test(box))) found.push(`not A4: ${[...boxes]}`);
          const fonts = [...new Set([...pdf.matchAll(/\/FontName\s*\/(?:[A-Z]{6}\+)?([^\s/>]+)/g)].map(([, name]) => name))];
          if (face[code] && !fonts.some((name) => face[code].test(name))) found.push(`printed with ${fonts.join(", ") || "no font"}`);
          none([...found, ...problems], one.file);
        } finally {
          await close();
        }
      });
    }
  }
  for (const sheet of pages().filter((one) => sheets.test(one.file))) {
    check(sheet.file, async () => {
      const { page, problems, close } = await borrow({ viewport: { width: 794, height: 1123 } });
      try {
        const found = [];
        await page.goto(address(sheet), { waitUntil: "load" });
        await page.emulateMedia({ media: "print" });
        // Nobody scrolls before printing: every code is there all the same.
        const codes = await page.evaluate(() => [...document.querySelectorAll(".label, .poster")].map((item) => {
          const picture = item.querySelector("img.code-picture");
          return { drawn: Boolean(picture?.complete && picture.naturalWidth), title: item.querySelector("b, h2")?.textContent.trim(), address: item.querySelector(".code-text")?.textContent.trim() };
        }));
        const empty = codes.filter((code) => !code.drawn || !code.title || !/\/q\//.test(code.address ?? ""));
        if (!codes.length || empty.length) found.push(`${empty.length} of ${codes.length} without code, title or address: ${empty.map((code) => code.title).slice(0, 3)}`);
        const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: false })).toString("latin1");
        const count = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
        const wanted = sheet.file.includes("/posters/") ? codes.length : Math.ceil(codes.length / 24);
        if (count !== wanted) found.push(`${count} sheets of ${codes.length} codes, ${wanted} wanted`);
        none([...found, ...problems], sheet.file);
      } finally {
        await close();
      }
    });
  }
});
