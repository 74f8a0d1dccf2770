// The preview while somebody writes: the page changes in place, tells of mistakes, and finds back after whatever happens.
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { describe } from "node:test";
import { check, desk, none, overflow, phone, using, violations } from "../lib/browser.js";
import { Preview, theme } from "../lib/preview.js";

const PORT = "content/projects/example-port";
const VI = "vi/du-an/example-port/";
const EN = "en/projects/example-port/";
const SOON = { timeout: 15_000 };

/** A server and a page on it; both end whatever happens. */
async function previewing(path, options, work) {
  const { serve = [], ...rest } = options;
  const preview = await Preview.start(serve);
  try {
    await using({ home: preview.origin, reducedMotion: "reduce", ...rest }, async (opened) => {
      await look(opened.page, preview.home + path);
      await work({ preview, ...opened });
    });
  } finally {
    await preview.end();
  }
}

/** Opens a page and waits until its bar is there. */
async function look(page, url) {
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector("portolan-preview")?.shadowRoot.querySelector(".chip"), null, SOON);
  await page.evaluate(() => { window.untouched = true; });
}

const shows = (page, text, selector = "main") => page.waitForFunction(([where, what]) => document.querySelector(where)?.textContent.includes(what), [selector, text], SOON);
const inside = (page, selector) => page.locator(`portolan-preview ${selector}`);

/** What went wrong when something that must hold does not. */
const wrong = (facts) => Object.entries(facts).filter(([, holds]) => !holds).map(([name]) => name);

export default () => describe("preview", { concurrency: 2 }, () => {
  check("a saved text changes the page and nothing else on it", () => previewing(VI, {}, async ({ preview, page, problems }) => {
    await page.evaluate(() => {
      const by = (id) => document.getElementById(id);
      by("typed").value = "half a sentence";
      by("area").value = "typed";
      by("choice").value = "two";
      by("tick").checked = true;
      by("fold").open = true;
      by("map").append("drawn by a script");
      document.querySelector("h1").classList.add("by-script");
      by("typed").focus();
      by("typed").setSelectionRange(2, 6);
      by("typed").scrollIntoView({ block: "center", behavior: "instant" });
      window.height = by("typed").getBoundingClientRect().top;
    });
    preview.edit(`${PORT}/vi.md`, /\+\+\+\n\nDự án/, "+++\n\nMột đoạn văn mới, dài vài dòng, đứng trước mọi đoạn khác của bài viết này.\n\nThêm một đoạn nữa.\n\nDự án");
    await shows(page, "Thêm một đoạn nữa.");
    const after = await page.evaluate(() => {
      const by = (id) => document.getElementById(id);
      return {
        "the page was not loaded anew": window.untouched === true,
        "a typed value stays": by("typed").value === "half a sentence" && by("area").value === "typed",
        "a choice stays": by("choice").value === "two" && by("tick").checked,
        "a fold stays open": by("fold").open,
        "what data-keep holds stays": by("map").textContent === "drawn by a script",
        "what a script did stays": document.querySelector("h1").classList.contains("by-script"),
        "the focus stays": document.activeElement.id === "typed",
        "the selection stays": by("typed").selectionStart === 2 && by("typed").selectionEnd === 6,
        "the printing button stays": !document.querySelector("[data-print]").hidden,
      };
    });
    none([...wrong(after), ...problems]);
  }));

  check("whatever a page becomes, the page on screen becomes the same", () => previewing("vi/", {}, async ({ page, problems }) => {
    const found = await page.evaluate(async () => {
      const { Morph } = await import("/_portolan/morph.js");
      const addresses = [...new Set([...document.links].filter((link) => link.origin === location.origin).map((link) => link.pathname))];
      // What `data-keep` holds would rightly differ.
      const get = async (address) => new DOMParser().parseFromString((await (await fetch(address)).text()).replaceAll("data-keep", "data-kept"), "text/html");
      let seed = 7;
      const below = (most) => { seed = (seed * 48271) % 2147483647; return seed % most; };
      const changed = (page) => {
        const copy = page.cloneNode(true);
        for (let step = 0; step < 6; step += 1) {
          const all = [...copy.body.querySelectorAll("*")];
          const [one, other] = [all[below(all.length)], all[below(all.length)]];
          [() => one.remove(), () => one.after(other.cloneNode(true)), () => one.setAttribute("class", `c${step}`), () => one.prepend(`text ${step}`),
            () => one.nextElementSibling?.after(one), () => { if (one.firstChild?.nodeType === Node.TEXT_NODE) one.firstChild.data += ` ${step}`; }][below(6)]();
        }
        return new DOMParser().parseFromString(`<!doctype html>${copy.documentElement.outerHTML}`, "text/html");
      };
      const bad = [];
      for (const [index, address] of addresses.entries()) {
        const before = await get(address);
        const live = before.cloneNode(true);
        const morph = new Morph(before, live);
        const steps = [await get(addresses[(index + 1) % addresses.length])];
        for (let step = 0; step < 4; step += 1) steps.push(changed(steps.at(-1)));
        for (const [step, next] of steps.entries()) {
          morph.apply(next, "head");
          morph.apply(next, "body");
          if (!morph.base.body.isEqualNode(next.body) || !live.body.isEqualNode(next.body)) bad.push(`${address}, step ${step}`);
        }
      }
      return addresses.length < 8 ? ["too few pages to say anything"] : bad;
    });
    none([...found, ...problems]);
  }));

  check("what is read stays where it is when something above it grows", () => previewing(VI, {}, async ({ preview, page, problems }) => {
    await page.evaluate(() => {
      const last = [...document.querySelectorAll(".record-body > *")].at(-1);
      last.scrollIntoView({ block: "center", behavior: "instant" });
      window.last = last;
    });
    const tops = () => page.evaluate(() => window.last.getBoundingClientRect().top);
    const before = await tops();
    preview.edit(`${PORT}/vi.md`, /summary = ".*"/, `summary = "${"Một lời dẫn dài hơn hẳn. ".repeat(12).trim()}"`);
    // Nothing of this change was in sight, so it was scrolled to: the reader goes back.
    await shows(page, "Một lời dẫn dài hơn hẳn.");
    await page.waitForTimeout(200);
    await page.evaluate(() => window.last.scrollIntoView({ block: "center", behavior: "instant" }));
    const again = await tops();
    // Something in sight changes as well, so there is no reason to go anywhere.
    preview.write(`${PORT}/vi.md`, preview.read(`${PORT}/vi.md`).replace(/summary = ".*"/, 'summary = "Ngắn lại."').replace("đều là ví dụ", "đều là thí dụ"));
    await shows(page, "Ngắn lại.");
    await shows(page, "đều là thí dụ");
    await page.waitForTimeout(200);
    const after = await tops();
    none([...wrong({ [`${Math.round(before)} px, then ${Math.round(again)} px, then ${Math.round(after)} px`]: Math.abs(again - after) < 3 }), ...problems]);
  }));

  check("a selection in the text stays, though the text around it changes", () => previewing(VI, {}, async ({ preview, page, problems }) => {
    await page.evaluate(() => {
      const text = document.querySelector(".record-body li").firstChild;
      const start = text.data.indexOf("được xây dựng");
      getSelection().setBaseAndExtent(text, start, text, start + "được xây dựng".length);
    });
    preview.edit(`${PORT}/vi.md`, "- Luồng vào cảng", "- Một mục mới.\n- Luồng tàu vào cảng");
    await shows(page, "Luồng tàu vào cảng");
    const selected = await page.evaluate(() => String(getSelection()));
    none([...(selected === "được xây dựng" ? [] : [`selected is now "${selected}"`]), ...problems]);
  }));

  for (const reducedMotion of ["reduce", "no-preference"]) {
    check(`a changed block out of sight is brought into sight and flashes (motion: ${reducedMotion})`, () => previewing(VI, { viewport: phone, reducedMotion }, async ({ preview, page, problems }) => {
      preview.edit(`${PORT}/vi.md`, "đi thẳng ra bãi container", "đi THẲNG ra bãi container");
      await shows(page, "đi THẲNG ra");
      const flashing = () => page.evaluate(() => document.getAnimations().filter((one) => one.id === "portolan").map((one) => one.effect.target.textContent.trim()));
      const found = await flashing();
      await page.waitForFunction(() => {
        const { top, bottom } = [...document.querySelectorAll(".record-body li")].find((one) => one.textContent.includes("THẲNG")).getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      }, null, SOON);
      await page.waitForFunction(() => document.getAnimations().every((one) => one.id !== "portolan"), null, SOON);
      none([...wrong({ [`only the edited block flashes, not ${JSON.stringify(found)}`]: found.length === 1 && found[0].includes("đi THẲNG ra") }), ...problems]);
    }));
  }

  check("a mistake is shown over the page, escaped, and goes when it is mended", () => previewing(VI, {}, async ({ preview, page, problems }) => {
    const whole = preview.read(`${PORT}/vi.md`);
    const line = 'Xem [cảng](@khong-co) <img src="/x" onerror="window.hacked=1"> và <b>bến</b>.';
    preview.write(`${PORT}/vi.md`, `${whole}\n${line}\n`);
    const overlay = inside(page, ".overlay");
    await overlay.waitFor(SOON);
    const number = preview.read(`${PORT}/vi.md`).split("\n").indexOf(line) + 1;
    const said = await overlay.innerText();
    const first = overlay.locator(".finding").first();
    const facts = {
      "the heading is in the editor's language": /1 lỗi/.test(await overlay.locator("h2").innerText()),
      "the code is named": (await first.locator(".code").innerText()) === "no-record",
      "the place is named": (await first.locator(".place").innerText()) === `${PORT}/vi.md:${number}:5`,
      "the message is there": said.includes("khong-co"),
      "the line is there as it was written": (await first.locator(".excerpt code").innerText()) === line,
      "the place in the line is marked": (await first.locator("mark").innerText()) === "[cảng](@khong-co)",
      "the help is there": (await first.locator(".help").innerText()).length > 15,
      "no markup came of it": (await overlay.locator("img, b").count()) === 0 && !(await page.evaluate(() => "hacked" in window)),
      "the page below is there": (await page.locator("h1").innerText()).includes("Cảng nước sâu"),
    };
    await page.keyboard.press("Escape");
    facts["Escape folds it"] = !(await overlay.isVisible());
    facts["the bar counts it"] = (await inside(page, ".findings-count").innerText()).includes("1");
    await inside(page, ".findings-count").click();
    facts["the bar opens it"] = await overlay.isVisible();
    facts["it has the focus"] = await page.evaluate(() => document.querySelector("portolan-preview").shadowRoot.activeElement?.closest(".overlay") !== null);
    await page.keyboard.press("Escape");
    facts["the focus goes back to the bar"] = await page.evaluate(() => document.querySelector("portolan-preview").shadowRoot.activeElement?.matches(".findings-count") ?? false);
    await inside(page, ".findings-count").click();
    preview.write(`${PORT}/vi.md`, whole);
    await overlay.waitFor({ state: "hidden", ...SOON });
    facts["the page was not loaded anew"] = await page.evaluate(() => window.untouched === true);
    none([...wrong(facts), ...problems]);
  }));

  check("what follows from a mistake is folded under it", () => previewing(VI, {}, async ({ preview, page, problems }) => {
    const path = "portolan.toml";
    const whole = preview.read(path);
    const last = whole.lastIndexOf("[[language]]");
    preview.write(path, `${whole.slice(0, last)}[[language]${whole.slice(last + "[[language]]".length)}`);
    const overlay = inside(page, ".overlay");
    await overlay.waitFor(SOON);
    const follows = overlay.locator(".follows").first();
    const facts = {
      "the cause comes first": (await overlay.locator(".finding .place").first().innerText()).startsWith(`${path}:`),
      "what follows is counted": /\d+/.test(await follows.locator("summary").innerText()),
      "and folded": !(await follows.locator("li").first().isVisible()),
    };
    await follows.locator("summary").click();
    facts["it can be read"] = await follows.locator("li").first().isVisible();
    preview.write(path, whole);
    await overlay.waitFor({ state: "hidden", ...SOON });
    none([...wrong(facts), ...problems]);
  }));

  check("a broken template is told, and the last good page stays", () => previewing(VI, {}, async ({ preview, page, problems }) => {
    const path = "themes/harbour/templates/record.html";
    const whole = preview.read(path);
    preview.write(path, whole.replace("{% block after %}", "{% blok after %}"));
    await inside(page, ".overlay").waitFor(SOON);
    const facts = {
      "the page stays": (await page.locator("h1").innerText()).includes("Cảng nước sâu"),
    };
    const places = await inside(page, ".finding .place").allInnerTexts();
    facts[`the template is among ${places}`] = places.some((place) => place.startsWith(`${path}:`));
    await page.reload();
    await inside(page, ".overlay").waitFor(SOON);
    facts["it is told after loading anew, too"] = true;
    preview.write(path, whole);
    await inside(page, ".overlay").waitFor({ state: "hidden", ...SOON });
    await shows(page, "Cảng nước sâu", "h1");
    none([...wrong(facts), ...problems]);
  }));

  check("styles are swapped: no loading, no moment without", () => previewing(VI, {}, async ({ preview, page, problems }) => {
    await page.evaluate(() => {
      window.bare = 0;
      const watch = () => {
        if (getComputedStyle(document.querySelector(".strip")).backgroundColor === "rgba(0, 0, 0, 0)") window.bare += 1;
        requestAnimationFrame(watch);
      };
      watch();
    });
    const sheet = readFileSync(join(theme, "assets/css/site.css"), "utf8");
    for (const colour of ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]) {
      preview.write("themes/harbour/assets/css/site.css", `${sheet}\nh1 { color: ${colour}; }\n`);
      await page.waitForFunction((wanted) => getComputedStyle(document.querySelector("h1")).color === wanted, colour, SOON);
    }
    await page.waitForFunction(() => document.querySelectorAll("head link[rel=stylesheet][href*='/site.']").length === 1, null, SOON);
    const facts = await page.evaluate(() => ({ "the page was not loaded anew": window.untouched === true, "never without styles": window.bare === 0 }));
    none([...wrong(facts), ...problems]);
  }));

  check("a script that changed loads the page anew", () => previewing(VI, {}, async ({ preview, page, problems }) => {
    preview.write("themes/harbour/assets/js/site.js", `${readFileSync(join(theme, "assets/js/site.js"), "utf8")}\ndocument.documentElement.dataset.fresh = "1";\n`);
    await page.waitForFunction(() => document.documentElement.dataset.fresh === "1" && !window.untouched, null, SOON);
    none(problems);
  }));

  check("a word of the interface, a template, a picture and a fact arrive", () => previewing(VI, {}, async ({ preview, page, problems }) => {
    preview.edit("i18n/vi.toml", /^see_all = .*$/m, 'see_all = "Xem hết cả"');
    await shows(page, "Xem hết cả");
    preview.write("themes/harbour/templates/_footer.html", `<p id="foot">Chân trang mới</p>\n${readFileSync(join(theme, "templates/_footer.html"), "utf8")}`);
    await shows(page, "Chân trang mới", "body");
    const picture = await page.locator("main img").first().getAttribute("src");
    preview.edit(`${PORT}/cover.svg`, "</svg>", "<!-- drawn again --></svg>");
    await page.waitForFunction((old) => document.querySelector("main img").getAttribute("src") !== old, picture, SOON);
    preview.edit(`${PORT}/record.toml`, "area = 120", "area = 135");
    await shows(page, "135");
    none([...(await page.evaluate(() => (window.untouched ? [] : ["the page was loaded anew"]))), ...problems]);
  }));

  check("a page that moves is followed, one that goes is told, one that returns is shown", () => previewing(VI, { expect: [/404/] }, async ({ preview, page, problems }) => {
    preview.edit(`${PORT}/vi.md`, "+++\n", '+++\nslug = "cang-moi"\n');
    await page.waitForURL(`${preview.home}vi/du-an/cang-moi/`, SOON);
    await shows(page, "Cảng nước sâu", "h1");
    preview.edit(`${PORT}/vi.md`, 'slug = "cang-moi"\n', "");
    await page.waitForURL(preview.home + VI, SOON);
    const news = "content/news/example-news-site";
    await look(page, `${preview.home}vi/tin-tuc/example-news-site/`);
    const title = await page.locator("h1").innerText();
    const files = ["record.toml", "vi.md", "en.md", "ja.md", "ko.md", "zh.md"].map((name) => [`${news}/${name}`, preview.read(`${news}/${name}`)]);
    preview.remove(news);
    await page.waitForFunction((gone) => document.querySelector("h1").textContent.trim() !== gone.trim(), title, SOON);
    const left = { "the site's own page says so": (await page.locator("header.site-head").count()) === 1 };
    for (const [path, text] of files) preview.write(path, text);
    await shows(page, title, "h1");
    left["the page was not loaded anew"] = await page.evaluate(() => window.untouched === true);
    none([...wrong(left), ...problems.filter((one) => !/^404/.test(one))]);
  }));

  check("two tabs in two languages both change, on one connection", () => previewing(VI, {}, async ({ preview, page, context, problems }) => {
    const other = await context.newPage();
    await look(other, preview.home + EN);
    const more = [];
    for (let tab = 0; tab < 6; tab += 1) more.push(await context.newPage());
    // A browser has six connections to a server: with one stream for each tab, the last would never load.
    for (const tab of more) await look(tab, `${preview.home}ja/projects/example-port/`);
    preview.edit(`${PORT}/record.toml`, "area = 120", "area = 137");
    await Promise.all([shows(page, "137"), shows(other, "137"), ...more.map((tab) => shows(tab, "137"))]);
    // The tab that held the connection goes; the others still hear.
    await page.close();
    preview.edit(`${PORT}/record.toml`, "area = 137", "area = 139");
    await Promise.all([shows(other, "139"), ...more.map((tab) => shows(tab, "139"))]);
    none([...(await other.evaluate(() => (window.untouched ? [] : ["the page was loaded anew"]))), ...problems]);
  }));

  check("five hundred quick saves end in the last", () => previewing(VI, {}, async ({ preview, page, problems }) => {
    const text = preview.read(`${PORT}/vi.md`);
    for (let save = 1; save <= 500; save += 1) {
      preview.write(`${PORT}/vi.md`, text.replace("Dự án có diện tích", `Lần lưu ${save}. Dự án có diện tích`));
      if (save % 10 === 0) await new Promise((resolve) => { setTimeout(resolve, 8); });
    }
    await shows(page, "Lần lưu 500.");
    await page.waitForTimeout(500);
    const facts = await page.evaluate(async () => {
      const sent = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      return {
        "the last save stays": document.querySelector("main").textContent.includes("Lần lưu 500."),
        "the text is what the server sends": sent.querySelector(".record-body").isEqualNode(document.querySelector(".record-body")),
        "the page was not loaded anew": window.untouched === true,
      };
    });
    none([...wrong(facts), ...problems]);
  }));

  check("the server is killed and begins again: the tab says so and catches up", () => previewing(VI, { expect: [/Failed to load resource|ERR_/] }, async ({ preview, page, problems }) => {
    await preview.kill();
    await inside(page, ".lost").filter({ hasText: "Mất kết nối" }).waitFor(SOON);
    preview.edit(`${PORT}/vi.md`, "Dự án có diện tích", "Sau khi mất điện, dự án có diện tích");
    await preview.again();
    await shows(page, "Sau khi mất điện");
    await page.waitForFunction(() => document.querySelector("portolan-preview").shadowRoot.querySelector(".lost").textContent === "", null, SOON);
    preview.edit(`${PORT}/vi.md`, "Sau khi mất điện", "Sau khi có điện");
    await shows(page, "Sau khi có điện");
    none([...(await page.evaluate(() => (window.untouched ? [] : ["the page was loaded anew"]))), ...problems.filter((one) => !/^failed:|ERR_/.test(one))]);
  }));

  check("drafts are shown when they are asked for, by keyboard", () => previewing("en/projects/", {}, async ({ preview, page, problems }) => {
    preview.edit(`${PORT}/en.md`, "+++\n", '+++\nstatus = "draft"\n');
    preview.edit(`${PORT}/en.md`, /title = ".*"/, 'title = "Bay port as drafted"');
    await page.waitForFunction(() => !document.querySelector("main").textContent.includes("deep-sea"), null, SOON);
    await inside(page, ".tool-view").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    await shows(page, "Bay port as drafted");
    await inside(page, ".tool-view.is-on").waitFor(SOON);
    const facts = { "the switch says so": await inside(page, "#view-drafts").isChecked() };
    await page.keyboard.press("Escape");
    facts["Escape goes back to the button"] = await page.evaluate(() => document.querySelector("portolan-preview").shadowRoot.activeElement?.matches(".tool-view") ?? false);
    await look(page, preview.home + EN);
    facts["the chip says draft"] = (await inside(page, '.chip[aria-current="page"]').getAttribute("title")).includes("bản nháp");
    await inside(page, ".tool-view").click();
    await inside(page, "#view-drafts").click();
    await page.waitForFunction(() => !document.querySelector("h1").textContent.includes("as drafted"), null, SOON);
    none([...wrong(facts), ...problems]);
  }));

  check("the bar names every language with its state, and leads there", () => previewing(VI, {}, async ({ preview, page, problems }) => {
    preview.remove(`${PORT}/ja.md`);
    await page.waitForFunction(() => [...document.querySelector("portolan-preview").shadowRoot.querySelectorAll(".chip")].some((one) => /日本語: (?:đang mượn|chưa có)/.test(one.title)), null, SOON);
    const names = await inside(page, ".chip").evaluateAll((chips) => chips.map((chip) => chip.title));
    const facts = { [`five languages: ${names}`]: names.length === 5, "one is on screen": (await inside(page, '.chip[aria-current="page"]').count()) === 1 };
    await inside(page, '.chip[title^="English"]').click();
    await page.waitForURL(preview.home + EN);
    await inside(page, ".tool-fold").click();
    facts["the bar folds"] = !(await inside(page, ".bar").isVisible());
    await page.reload();
    await inside(page, ".opener").waitFor(SOON);
    facts["it stays folded"] = !(await inside(page, ".bar").isVisible());
    await inside(page, ".opener").click();
    facts["it unfolds"] = await inside(page, ".bar").isVisible();
    none([...wrong(facts), ...problems]);
  }));

  check("side by side: two languages in step, both change, links lead both on", () => previewing(VI, { viewport: { width: 1280, height: 640 } }, async ({ preview, page, problems }) => {
    preview.edit(`${PORT}/vi.md`, "## Hạ tầng", `${"Một đoạn chỉ để trang dài thêm ra, và không nói gì cả.\n\n".repeat(20)}## Hạ tầng`);
    preview.edit(`${PORT}/en.md`, /^## /m, `${"A paragraph.\n\n".repeat(20)}## `);
    await shows(page, "không nói gì cả");
    await inside(page, ".tool-side").click();
    await page.waitForURL(/\/_portolan\/side/);
    const frame = async (path) => {
      await page.waitForFunction((wanted) => [...document.querySelectorAll("iframe")].some((one) => one.contentWindow.location.pathname === wanted && one.contentDocument.readyState === "complete"), `/${path}`, SOON);
      return page.frames().find((one) => new URL(one.url()).pathname === `/${path}`);
    };
    const [left, right] = [await frame(VI), await frame(EN)];
    const top = (one) => one.evaluate(() => document.querySelector("#infrastructure").getBoundingClientRect().top);
    await page.waitForFunction(() => [...document.querySelectorAll("select")].every((one) => one.options.length === 5), null, SOON);
    const found = [];
    for (const [from, to, name] of [[left, right, "left"], [right, left, "right"]]) {
      await page.mouse.move(from === left ? 300 : 900, 300);
      await page.mouse.wheel(0, 40);
      await from.evaluate(() => document.querySelector("#infrastructure").scrollIntoView({ block: "center", behavior: "instant" }));
      await page.waitForTimeout(400);
      const [one, other] = [await top(from), await top(to)];
      if (Math.abs(one - other) > 120) found.push(`${name} leads: the heading is at ${Math.round(one)} px and at ${Math.round(other)} px`);
      await from.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
      await page.waitForTimeout(300);
    }
    preview.edit(`${PORT}/record.toml`, "area = 120", "area = 141");
    await Promise.all([shows(left, "141"), shows(right, "141")]);
    if (await left.evaluate(() => document.querySelector("portolan-preview") !== null)) found.push("a frame has a bar of its own");
    await left.evaluate(() => document.querySelector('.record-body a[href*="example-zone-south"]').click());
    await frame("vi/khu-cong-nghiep/example-zone-south/").catch(() => found.push(`the left frame is at ${page.frames()[1].url()}`));
    await page.waitForFunction(() => [...document.querySelectorAll("iframe")].filter((one) => one.contentWindow.location.pathname.endsWith("/example-zone-south/")).length === 2, null, SOON)
      .catch(() => found.push("the right frame did not follow the link"));
    await page.locator("#right select").selectOption({ label: "한국어" });
    await page.waitForFunction(() => document.querySelector("#right iframe").contentWindow.location.pathname.startsWith("/ko/"), null, SOON);
    found.push(...await violations(page));
    none([...found, ...problems]);
  }));

  check("bar, panel and list of findings: contrast, names, sizes, width, keyboard", () => previewing(VI, {}, async ({ preview, page, problems }) => {
    preview.edit(`${PORT}/vi.md`, "- Luồng vào cảng", "- [Luồng](@khong-co) vào cảng <u>x</u>");
    await inside(page, ".overlay").waitFor(SOON);
    const found = [];
    for (const viewport of [desk, { width: 800, height: 900 }, phone, { width: 320, height: 640 }]) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        const where = `${viewport.width} px, ${colorScheme}`;
        if (!(await inside(page, ".overlay").isVisible())) await inside(page, ".findings-count").click();
        found.push(...(await violations(page)).map((one) => `${where}, findings: ${one}`));
        await page.keyboard.press("Escape");
        const button = inside(page, ".tool-view:visible, .tool-more:visible").first();
        await button.click();
        found.push(...(await violations(page)).map((one) => `${where}, panel: ${one}`), ...await overflow(page));
        const out = await page.evaluate(() => [...document.querySelector("portolan-preview").shadowRoot.querySelectorAll(".tools > *, .panel, .panel *")]
          .filter((one) => one.checkVisibility()).filter((one) => { const box = one.getBoundingClientRect(); return box.width && (box.right > innerWidth + 1 || box.left < -1 || box.bottom > innerHeight + 1); }).map((one) => one.className || one.localName));
        found.push(...out.map((name) => `${where}: ${name} is cut off`));
        await page.keyboard.press("Escape");
      }
    }
    await page.setViewportSize(desk);
    await page.evaluate(() => document.querySelector("footer a:last-of-type").focus());
    const stops = [];
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const one = document.activeElement?.shadowRoot?.activeElement;
        if (!one) return document.activeElement === document.body ? "end" : null;
        const style = getComputedStyle(one);
        return { name: one.className, outlined: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2 };
      });
      if (stop === "end") break;
      if (stop) stops.push(stop);
    }
    const reached = stops.map(({ name }) => name).join(" ");
    for (const name of ["chip", "findings-count", "tool-side", "tool-view", "tool-fold"]) if (!reached.includes(name)) found.push(`${name} is not reached by Tab: ${reached}`);
    found.push(...stops.filter(({ outlined }) => !outlined).map(({ name }) => `focus is not seen on ${name}`));
    none([...found, ...problems]);
  }));

  check("nobody else may read the preview or speak for the editor", async () => {
    const preview = await Preview.start();
    try {
      const ask = (path, options) => new Promise((resolve, reject) => {
        request(preview.origin + path, options, (answer) => { answer.resume(); resolve(answer.statusCode); }).on("error", reject).end(options.body);
      });
      const own = { Origin: preview.origin, "Content-Type": "application/json" };
      const body = '{"drafts":true,"future":false,"as_of":null}';
      const answers = {
        "the editor": [await ask(`/${VI}`, {}), 200],
        "a foreign host": [await ask(`/${VI}`, { headers: { Host: "evil.example" } }), 403],
        "a foreign origin": [await ask(`/${VI}`, { headers: { Origin: "http://evil.example" } }), 403],
        "a foreign origin listening": [await ask("/_portolan/events", { headers: { Origin: "http://evil.example" } }), 403],
        "a form of another page": [await ask("/_portolan/view", { method: "POST", headers: { ...own, Origin: "http://evil.example", "X-Portolan": "1" }, body }), 403],
        "a request without the mark": [await ask("/_portolan/view", { method: "POST", headers: own, body }), 403],
        "the editor's switch": [await ask("/_portolan/view", { method: "POST", headers: { ...own, "X-Portolan": "1" }, body }), 204],
      };
      none(Object.entries(answers).filter(([, [got, wanted]]) => got !== wanted).map(([who, [got, wanted]]) => `${who}: ${got}, not ${wanted}`));
    } finally {
      await preview.end();
    }
  });
});
