// Maps: the picture is complete without scripts; with them it moves, by mouse, keyboard and fingers, filters in place, and has an
// address for whatever is seen. Nothing leaves the site, and all of it works from a disk.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { describe } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { address, check, desk, none, overflow, phone, using, violations } from "../lib/browser.js";
import { serve } from "../lib/server.js";
import { html, languages, OFFLINE, pages, SITE, sister, tags } from "../lib/site.js";
import tiles from "./tiles.js";

const maps = pages().filter((one) => one.kind === "map" && one.code === languages[0] && !one.moved);
/** The map with most on it, and a page of it that shows only some. */
const main = maps.filter((one) => !narrowed(one)).sort((a, b) => b.size - a.size)[0];
const part = maps.filter(narrowed).sort((a, b) => b.size - a.size)[0];
function narrowed(one) {
  return html(SITE, one.file).includes("data-narrowed");
}
const moves = existsSync(join(SITE, "assets/leaflet")) && readdirSync(join(SITE, "assets/leaflet")).some((name) => name.startsWith("leaflet."));

/** How many things marks of the picture stand for. */
const counted = (all) => all.reduce((sum, mark) => sum + Number(mark.querySelector("text")?.textContent ?? 1), 0);
const rows = (page) => page.locator(".map-item:visible");
const marks = (page) => page.locator(".map-mark");
const hash = (page) => page.evaluate(() => decodeURIComponent(location.hash));
const total = (page) => page.locator(".map-list .list-total").innerText();
/** Waits until the map has come to rest: two looks at it are the same. */
const rest = (page) => page.evaluate(() => new Promise((resolve) => {
  let before = "";
  const look = () => {
    const moving = document.querySelectorAll(".leaflet-zoom-anim, .leaflet-pan-anim").length;
    const now = moving ? "" : [...document.querySelectorAll(".map-mark, .leaflet-map-pane")].map((one) => one.style.transform).join() + location.hash;
    if (now && now === before) resolve();
    else { before = now; setTimeout(look, 120); }
  };
  look();
}));

/** A page of the map that moves. */
async function live(one, options, work) {
  await using(options, async (opened) => {
    await opened.page.goto(one.startsWith?.("file:") || one.startsWith?.("http") ? one : address(one));
    await opened.page.waitForSelector(".map-page.is-live");
    await rest(opened.page);
    await work(opened);
  });
}
const to = (one, state) => `${address(one)}#${state}`;

/** Fingers at points of the map, moved in steps; as a telephone reports them. */
async function touch(page, from, by) {
  const session = await page.context().newCDPSession(page);
  const box = await page.locator(".map-ground").boundingBox();
  const points = (step) => from.map(([x, y], id) => ({ id, x: box.x + x + (by[id][0] * step) / 8, y: box.y + y + (by[id][1] * step) / 8 }));
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points(0) });
  for (let step = 1; step <= 8; step += 1) {
    await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points(step) });
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  const hint = await page.locator(".map-hint").isVisible();
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await page.waitForTimeout(150);
  await rest(page);
  return hint;
}
const view = async (page) => {
  const [, lat, lon, zoom] = /#@([\d.-]+),([\d.-]+),([\d.]+)/.exec(await hash(page)) ?? [];
  return { lat: Number(lat), lon: Number(lon), zoom: Number(zoom) };
};

export default () => describe("maps", { concurrency: 3 }, () => {
  check("there are maps, and what makes them move was installed", () => {
    none([
      ...(main ? [] : ["no page of a map"]), ...(part ? [] : ["no narrowed page of a map"]),
      ...(moves ? [] : ["npm could not install the viewer, so that nothing of it could be tested"]),
      ...(readdirSync(join(SITE, "assets/leaflet")).some((name) => name.startsWith("LICENSE")) ? [] : ["the licence of the viewer is not published"]),
    ]);
  });

  for (const code of languages) {
    const one = sister(main, code);
    check(`/${code}/: without scripts the picture, its links, the list and the filters by pages`, () => using({ javaScriptEnabled: false, viewport: phone }, async ({ page, problems }) => {
      const found = [];
      await page.goto(address(one));
      // A mark of several leads to the list; it names those that it counts.
      const links = await page.locator(".map-still svg a").evaluateAll((all) => all.flatMap((link) => {
        const name = link.getAttribute("aria-label") ?? link.textContent;
        const of = link.dataset.of?.split(" ").map((id) => document.getElementById(id).querySelector("h3 a").href);
        return (of ?? [new URL(link.getAttribute("href"), document.baseURI).href]).map((href) => ({ href, name }));
      }));
      const listed = await page.locator(".map-item h3 a").evaluateAll((all) => all.map((link) => link.href));
      if (!(await page.locator(".map-still svg").isVisible())) found.push("no picture");
      if (links.length === 0 || links.some((link) => !link.name.trim())) found.push("marks that are no links with a name");
      if ([...new Set(links.map((link) => link.href))].sort().join() !== [...new Set(listed)].sort().join()) found.push(`${links.length} marks lead elsewhere than the ${listed.length} entries of the list`);
      if (await page.locator(".map-live, .map-card, [data-copy]:visible").count()) found.push("something stands there that needs scripts");
      if (!(await page.locator(".map-attribution").innerText()).includes("OpenStreetMap")) found.push("the source of the map is not named");
      found.push(...await overflow(page));
      await page.locator(".facet summary").first().click();
      const value = page.locator(".facet").first().locator("a").first();
      const count = Number((await value.locator(".facet-count").innerText()).replace(/\D/g, ""));
      await value.click();
      await page.waitForLoadState();
      if ((await rows(page).count()) !== count) found.push(`the filter says ${count}, its page lists ${await rows(page).count()}`);
      if ((await page.locator(".map-still svg a").evaluateAll(counted)) !== count) found.push("its picture shows something else");
      await page.locator(".facets-clear").click();
      await page.waitForURL(address(one));
      none([...found, ...problems], one.file);
    }));

    check(`/${code}/: with scripts on a phone and on a desk, light and dark`, async () => {
      for (const [viewport, colorScheme] of [[phone, "light"], [desk, "dark"]]) {
        await live(one, { viewport, colorScheme }, async ({ page, problems }) => {
          const found = [];
          if (await page.locator(".map-still svg").isVisible()) found.push("the still picture is seen beneath the moving one");
          if ((await marks(page).count()) === 0) found.push("no marks");
          const lang = await page.evaluate(() => document.documentElement.lang);
          for (const name of await page.locator(".leaflet-control-zoom a, .map-whole, .map-mark").evaluateAll((all) => all.map((element) => element.getAttribute("aria-label") ?? ""))) {
            if (!name || /\{|undefined/.test(name)) found.push(`a control is called "${name}"`);
          }
          await page.locator(".map-item-show").nth(1).click();
          await rest(page);
          const card = page.locator(".map-card");
          if (!(await card.isVisible())) found.push("no card");
          found.push(...(await violations(page)).map((item) => `${lang} ${colorScheme} card: ${item}`), ...await overflow(page));
          await page.keyboard.press("Escape");
          await page.locator(".facet summary").first().click();
          found.push(...(await violations(page, ["color-contrast", "target-size"])).map((item) => `${colorScheme} filter open: ${item}`));
          none([...found, ...problems], `${one.file} ${viewport.width} ${colorScheme}`);
        });
      }
    });
  }

  check("the page does not jump when the map comes", () => live(main, { viewport: phone }, async ({ page, problems }) => {
    const shift = await page.evaluate(() => new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value; }).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => resolve(sum), 200);
    }));
    none([...(shift > 0.01 ? [`by ${shift.toFixed(3)}`] : []), ...problems]);
  }));

  check("a mark of many parts into its own; one of few opens a card that leads to the page", () => live(main, {}, async ({ page, problems }) => {
    const found = [];
    const all = await rows(page).count();
    const sum = async () => {
      const counts = await marks(page).evaluateAll((list) => list.map((mark) => Number(mark.querySelector(".map-cluster")?.textContent ?? 1)));
      return counts.reduce((a, b) => a + b, 0);
    };
    if ((await sum()) !== all) found.push(`marks for ${await sum()} of ${all} entries`);
    const before = await marks(page).count();
    const cluster = page.locator(".map-cluster").first();
    const name = await cluster.locator("..").getAttribute("aria-label");
    if (!name.includes(await cluster.innerText())) found.push(`a mark of ${await cluster.innerText()} is called ${name}`);
    await cluster.click();
    await rest(page);
    if (!((await marks(page).count()) > before) && !(await page.locator(".map-card-list a").count())) found.push("it neither parts nor lists its own");
    if ((await sum()) !== all) found.push(`after it, marks for ${await sum()} of ${all}`);
    await page.locator(".map-whole").click();
    await rest(page);
    // Each record can be reached from its row; its card says what the row says.
    const row = rows(page).nth(2);
    await row.locator(".map-item-show").click();
    await rest(page);
    const card = page.locator(".map-card");
    const [title, href] = await row.locator("a").evaluate((link) => [link.textContent, link.href]);
    if (!(await card.innerText()).includes(title)) found.push(`the card of ${title} says ${await card.innerText()}`);
    if ((await row.getAttribute("aria-current")) !== "true") found.push("the list does not show which one is open");
    if (!(await page.locator(".map-mark.is-open").count())) found.push("the map does not show which one is open");
    await card.locator(".map-card-more").click();
    await page.waitForURL(href);
    none([...found, ...problems]);
  }));

  check("hovering or focusing a row lights its mark, and the other way round", () => live(main, {}, async ({ page, problems }) => {
    const found = [];
    await rows(page).nth(1).locator("a").focus();
    if (!(await page.locator(".map-mark.is-lit").count())) found.push("a focused row lights nothing");
    await page.locator("h1").click();
    await rows(page).nth(0).hover();
    if (!(await page.locator(".map-mark.is-lit").count())) found.push("a row beneath the pointer lights nothing");
    await marks(page).first().hover();
    if (!(await page.locator(".map-item.is-lit").count())) found.push("a mark beneath the pointer lights nothing");
    none([...found, ...problems]);
  }));

  check("pulling and the buttons move the map; the wheel moves the page, and the map with Ctrl", () => live(main, {}, async ({ page, problems }) => {
    const found = [];
    await page.locator(".map-stage").scrollIntoViewIfNeeded();
    const box = await page.locator(".map-ground").boundingBox();
    const [x, y] = [box.x + box.width * 0.75, box.y + box.height * 0.8];
    await page.locator(".leaflet-control-zoom-in").click();
    await rest(page);
    const first = await view(page);
    await page.locator(".leaflet-control-zoom-in").click();
    await rest(page);
    const nearer = await view(page);
    if (!(nearer.zoom > first.zoom)) found.push(`plus leads from ${first.zoom} to ${nearer.zoom}`);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 120, y - 60, { steps: 6 });
    await page.mouse.up();
    await page.waitForTimeout(300);
    await rest(page);
    const pulled = await view(page);
    if (!(pulled.lon > nearer.lon && pulled.lat < nearer.lat)) found.push(`pulled to the upper left: from ${JSON.stringify(nearer)} to ${JSON.stringify(pulled)}`);
    const top = await page.evaluate(() => scrollY);
    await page.mouse.wheel(0, 200);
    await page.waitForFunction((was) => scrollY > was, top).catch(() => found.push("the wheel does not move the page"));
    await page.mouse.wheel(0, -200);
    await page.waitForFunction((was) => scrollY === was, top);
    await page.waitForTimeout(200);
    if ((await view(page)).zoom !== pulled.zoom) found.push("the wheel alone zooms");
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, 120);
    await page.keyboard.up("Control");
    await rest(page);
    const further = await view(page);
    if (!(further.zoom < pulled.zoom)) found.push(`the wheel with Ctrl leads from ${pulled.zoom} to ${further.zoom}`);
    await page.locator(".map-whole").click();
    await rest(page);
    if (!((await view(page)).zoom < first.zoom)) found.push("the button for the whole map does not show it");
    none([...found, ...problems]);
  }));

  check("filters narrow list and map in place, say how many are left, and Back undoes them", () => live(main, {}, async ({ page, problems }) => {
    const found = [];
    const all = await rows(page).count();
    const whole = await total(page);
    const start = page.url();
    const expect = async (what, wanted, said) => {
      await page.waitForFunction((count) => [...document.querySelectorAll(".map-item")].filter((row) => row.checkVisibility()).length === count, wanted).catch(async () => found.push(`${what}: ${await rows(page).count()} rows instead of ${wanted}`));
      if (said && !(await total(page)).includes(String(said))) found.push(`${what}: says ${await total(page)}`);
      const drawn = await marks(page).evaluateAll((list) => list.reduce((sum, mark) => sum + Number(mark.querySelector(".map-cluster")?.textContent ?? 1), 0));
      if (drawn !== wanted) found.push(`${what}: ${drawn} on the map instead of ${wanted}`);
    };
    const choose = async (facet, value) => {
      await page.locator(".facet summary").nth(facet).click();
      const link = page.locator(".facet").nth(facet).locator("a").nth(value);
      const count = Number((await link.locator(".facet-count").innerText()).replace(/\D/g, ""));
      await link.click();
      return count;
    };
    const status = await page.locator(".map-list .list-total").getAttribute("role");
    if (status !== "status") found.push("the number is not announced");
    const one = await choose(0, 0);
    await expect("one filter", one, one);
    if (new URL(page.url()).pathname !== new URL(start).pathname) found.push("it leads to another page");
    if (!(await page.evaluate(() => document.activeElement.matches(".facet summary")))) found.push("the focus is lost after a choice");
    const narrow = await hash(page);
    const two = await choose(1, 0);
    await expect("two filters", two, two);
    await page.goBack();
    await expect("back", one, one);
    if ((await hash(page)) !== narrow) found.push(`back leads to ${await hash(page)} instead of ${narrow}`);
    await page.goForward();
    await expect("forward", two, two);
    await page.locator(".facets-clear").click();
    await expect("cleared", all);
    if ((await total(page)) !== whole) found.push(`cleared, it says ${await total(page)}`);
    if (await page.locator(".facets-clear").isVisible()) found.push("there is still something to clear");
    // The same value once more takes it back.
    await choose(0, 0);
    await choose(0, 0);
    await expect("chosen twice", all);
    // The skip link has an address as well, and it is none of the map's.
    await choose(0, 0);
    await page.evaluate(() => document.querySelector(".skip").click());
    await page.waitForTimeout(200);
    await expect("after the skip link", one, one);
    none([...found, ...problems]);
  }));

  check("an address brings back view, filter and open record", async () => {
    let state;
    let seen;
    const look = async (page) => ({ rows: await rows(page).count(), card: await page.locator(".map-card h2").innerText(), chosen: await page.locator(".facet.is-chosen summary").allInnerTexts(), total: await total(page) });
    await live(main, {}, async ({ page }) => {
      await page.locator(".facet summary").first().click();
      await page.locator(".facet a").first().click();
      await rows(page).nth(1).locator(".map-item-show").click();
      await rest(page);
      state = await page.evaluate(() => location.hash.slice(1));
      seen = await look(page);
    });
    none(/^@[\d.-]+,[\d.-]+,[\d.]+;[^;=]+=[^;=]+;[^;=]+$/.test(state) ? [] : [`the address is ${state}`]);
    await live(to(main, state), {}, async ({ page, problems }) => {
      const again = await look(page);
      const found = JSON.stringify(again) === JSON.stringify(seen) ? [] : [`${JSON.stringify(again)} instead of ${JSON.stringify(seen)}`];
      if ((await page.evaluate(() => location.hash.slice(1))) !== state) found.push(`the address has become ${await hash(page)}`);
      none([...found, ...problems]);
    });
    // A record's page links to its place on the map by its name alone.
    const id = state.split(";").at(-1);
    await live(to(main, id), { viewport: phone }, async ({ page, problems }) => {
      const found = [];
      if ((await page.locator(".map-card h2").innerText()) !== seen.card) found.push("it does not open the record");
      if (!(await page.locator(".map-card").evaluate((card) => { const box = card.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; }))) found.push("its card is out of sight");
      none([...found, ...problems]);
    });
    await live(to(main, "@abc;x=y;no-such-record;%zz"), {}, async ({ page, problems }) => none([...((await rows(page).count()) ? [] : ["an address that says nothing hides the list"]), ...problems]));
  });

  check("by keyboard: Tab to the map, arrows, plus and minus, Enter opens, Escape returns", () => live(main, { reducedMotion: "reduce" }, async ({ page, problems }) => {
    const found = [];
    let steps = 0;
    const on = (selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);
    for (; steps < 60 && !(await on(".map-ground")); steps += 1) await page.keyboard.press("Tab");
    if (!(await on(".map-ground"))) found.push("Tab does not lead to the map");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    if (outline === "none") found.push("the focus on the map is not seen");
    await page.keyboard.press("+");
    await rest(page);
    const before = await view(page);
    await page.keyboard.press("ArrowRight");
    await rest(page);
    const right = await view(page);
    if (!(right.lon > before.lon)) found.push("the right arrow does not move the map");
    await page.keyboard.press("-");
    await rest(page);
    if (!((await view(page)).zoom < before.zoom)) found.push("minus does not zoom out");
    await page.keyboard.press("Tab");
    if (!(await on(".map-mark"))) found.push("the stop after the map is not a mark");
    const lon = (await view(page)).lon;
    await page.keyboard.press("ArrowLeft");
    await rest(page);
    if (!((await view(page)).lon < lon)) found.push("on a mark, arrows do not move the map");
    for (let press = 0; press < 8 && !(await page.locator(".map-card").count()); press += 1) {
      await page.keyboard.press("Enter");
      await rest(page);
      if (!(await on(".map-mark, .map-card a"))) found.push(`after Enter the focus is on ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 80))}`);
    }
    if (!(await on(".map-card a"))) found.push("Enter does not lead into a card");
    await page.keyboard.press("Escape");
    if (await page.locator(".map-card").count()) found.push("Escape does not close the card");
    if (!(await on(".map-mark, .map-ground"))) found.push("after Escape the focus is lost");
    none([...found, ...problems]);
  }));

  check("with fingers: one moves the page, two move and zoom the map, a tap opens", () => live(main, { viewport: phone, hasTouch: true, isMobile: true, reducedMotion: "reduce" }, async ({ page, problems }) => {
    const found = [];
    await page.locator(".map-stage").evaluate((stage) => stage.scrollIntoView({ block: "center" }));
    const top = await page.evaluate(() => scrollY);
    const before = await hash(page);
    const told = await touch(page, [[60, 240]], [[0, -160]]);
    if (!((await page.evaluate(() => scrollY)) > top + 50)) found.push("one finger does not move the page");
    if ((await hash(page)) !== before) found.push("one finger moves the map");
    if (!told) found.push("one finger is not told about two");
    await page.locator(".map-stage").evaluate((stage) => stage.scrollIntoView({ block: "center" }));
    await touch(page, [[150, 150], [200, 150]], [[-40, 0], [40, 0]]);
    const near = await view(page);
    await touch(page, [[150, 150], [200, 150]], [[-60, 0], [60, 0]]);
    const nearer = await view(page);
    if (!(nearer.zoom > near.zoom)) found.push(`two fingers apart lead from ${near.zoom} to ${nearer.zoom}`);
    await touch(page, [[140, 200], [220, 200]], [[0, -80], [0, -80]]);
    const moved = await view(page);
    if (!(moved.lat < nearer.lat) || Math.abs(moved.zoom - nearer.zoom) > 0.1) found.push(`two fingers upwards lead from ${JSON.stringify(nearer)} to ${JSON.stringify(moved)}`);
    await page.locator(".map-whole").tap();
    await rest(page);
    await marks(page).first().tap();
    await rest(page);
    if ((await hash(page)) === before) found.push("a tap on a mark does nothing");
    none([...found, ...problems]);
  }));

  check("who asks for less motion gets none", () => live(main, { reducedMotion: "reduce" }, async ({ page, problems }) => {
    const found = [];
    await page.locator(".leaflet-control-zoom-in").click();
    if (await page.evaluate(() => document.getAnimations().length + document.querySelectorAll(".leaflet-zoom-anim").length)) found.push("zooming is animated");
    await page.locator(".map-item-show").nth(1).click();
    if (await page.evaluate(() => document.getAnimations().length + document.querySelectorAll(".leaflet-pan-anim").length)) found.push("moving is animated");
    none([...found, ...problems]);
  }));

  check("a narrowed page shows its own records, and its filters lead on", () => live(part, {}, async ({ page, problems }) => {
    const found = [];
    const drawn = await marks(page).evaluateAll((list) => list.reduce((sum, mark) => sum + Number(mark.querySelector(".map-cluster")?.textContent ?? 1), 0));
    if (drawn !== await rows(page).count()) found.push(`${drawn} on the map, ${await rows(page).count()} in the list`);
    await page.locator(".facets-clear").click();
    await page.waitForURL(address(main)).catch(() => found.push(`clearing leads to ${page.url()}`));
    none([...found, ...problems]);
  }));

  check("nothing is asked of anybody else, and nothing is fetched", () => live(main, {}, async ({ page, problems, requests }) => {
    await page.locator(".leaflet-control-zoom-in").click();
    await rest(page);
    const fetched = await page.evaluate(() => performance.getEntriesByType("resource").filter((entry) => ["fetch", "xmlhttprequest", "beacon"].includes(entry.initiatorType)).map((entry) => entry.name));
    const scripts = requests.filter((request) => new URL(request).pathname.endsWith(".js"));
    none([...fetched.map((url) => `fetches ${url}`), ...(scripts.length ? [] : ["no script was loaded"]), ...problems]);
  }));

  check("the viewer is loaded on pages of maps only", () => none(pages().filter((one) => one.kind !== "map" && /assets\/(?:leaflet\/|js\/map\.)/.test(html(SITE, one.file))).map((one) => one.file)));

  for (const code of [languages[0], languages.at(-1)]) {
    const one = pages(OFFLINE).find((page) => page.file === sister(main, code).file);
    const url = pathToFileURL(join(OFFLINE, one.file)).href;
    check(`/${code}/ from a disk: moves, filters, remembers, leads on`, () => live(url, { home: pathToFileURL(`${OFFLINE}/`).href }, async ({ page, problems, requests }) => {
      const found = [];
      const all = await rows(page).count();
      await page.locator(".facet summary").first().click();
      await page.locator(".facet a").first().click();
      await rest(page);
      if (!((await rows(page).count()) < all)) found.push("a filter hides nothing");
      if (!(await hash(page)).includes("=")) found.push("the address does not remember the filter");
      await page.goBack();
      await page.waitForFunction((count) => [...document.querySelectorAll(".map-item")].filter((row) => row.checkVisibility()).length === count, all).catch(() => found.push("Back does not undo it"));
      await page.locator(".map-item-show").first().click();
      await rest(page);
      const href = await page.locator(".map-card-more").evaluate((link) => link.href);
      if (!href.endsWith(".html")) found.push(`${href} does not name a file`);
      await page.locator(".map-card-more").click();
      await page.waitForURL(href);
      if (!(await page.locator("h1").innerText()).trim()) found.push("the page behind the card is empty");
      found.push(...requests.filter((request) => !request.startsWith("file:") && !request.startsWith("data:")).map((request) => `asks for ${request}`));
      none([...found, ...problems]);
    }));
  }

  check("built where there is no npm, the map stands still and is whole", async () => {
    const folder = mkdtempSync(join(tmpdir(), "portolan-maps-"));
    let server;
    const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
    try {
      for (const name of ["content", "i18n", "themes", "portolan.toml"]) cpSync(join(repository, name), join(folder, "site", name), { recursive: true, filter: (path) => !path.includes("node_modules") });
      mkdirSync(join(folder, "bin"));
      const made = spawnSync(process.env.PORTOLAN, ["build", "--root", join(folder, "site"), "--output", join(folder, "public")], { encoding: "utf8", env: { ...process.env, PATH: join(folder, "bin") } });
      const found = [];
      if (made.status !== 0) found.push(`the build fails: ${made.stderr}`);
      const lines = made.stderr.split("\n").filter((line) => line.includes("npm is not on this machine"));
      if (lines.length !== 1) found.push(`the build says ${made.stderr}`);
      if (existsSync(join(folder, "public/assets/leaflet"))) found.push("there is a viewer all the same");
      server = await serve([["/", join(folder, "public")]]);
      const home = `${server.origin}/`;
      await using({ home, viewport: phone }, async ({ page, problems }) => {
        await page.goto(home + main.url);
        if (!(await page.locator(".map-still svg").isVisible())) found.push("no picture");
        if (await page.locator(".map-live, .map-page.is-live").count()) found.push("something tries to move");
        if (/leaflet|map\.[0-9a-f]+\.js/i.test(await page.content())) found.push("the page names the viewer");
        found.push(...await violations(page), ...await overflow(page));
        await page.locator(".facet summary").first().click();
        await page.locator(".facet a").first().click();
        await page.waitForLoadState();
        if (!(await page.locator(".facets-clear").isVisible())) found.push("the filter leads to no narrowed page");
        none([...found, ...problems]);
      });
    } finally {
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  check("on paper: the picture with what the filter left, the list, the source", () => live(main, { viewport: { width: 794, height: 1123 }, colorScheme: "dark" }, async ({ page, problems }) => {
    const found = [];
    await page.locator(".facet summary").first().click();
    await page.locator(".facet a").first().click();
    await rest(page);
    const left = await rows(page).count();
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const seen = await page.evaluate(() => ({
      picture: document.querySelector(".map-still svg").checkVisibility({ visibilityProperty: true }),
      live: document.querySelector(".map-live").checkVisibility(),
      marks: [...document.querySelectorAll(".map-still svg a")].filter((mark) => getComputedStyle(mark).display !== "none").reduce((sum, mark) => sum + Number(mark.querySelector("text")?.textContent ?? 1), 0),
      rows: [...document.querySelectorAll(".map-item")].filter((row) => row.checkVisibility()).length,
      source: document.querySelector(".map-attribution").checkVisibility(),
      clickable: [...document.querySelectorAll(".facets, .map-more, .map-card, .leaflet-control")].some((element) => element.checkVisibility()),
      sea: getComputedStyle(document.querySelector(".map-sea")).fill,
    }));
    if (!seen.picture || seen.live) found.push("the still picture is not what is printed");
    if (seen.marks !== left || seen.rows !== left) found.push(`${seen.marks} marks and ${seen.rows} rows of ${left}`);
    if (!seen.source) found.push("the source is not printed");
    if (seen.clickable) found.push("there is something to click on paper");
    if (seen.sea !== "rgb(255, 255, 255)") found.push(`the sea is printed ${seen.sea} for a reader who uses dark mode`);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const count = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
    if (count < 1 || count > 4) found.push(`${count} sheets`);
    none([...found, ...problems]);
  }));

  check("the code for other sites is copied", () => live(main, {}, async ({ page, context, problems }) => {
    const found = [];
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator(".map-embed summary").click();
    const code = await page.locator(".map-embed textarea").inputValue();
    if (!/<a href="https?:\/\/[^"]+"/.test(code) || !/<img [^>]*src="https?:\/\/[^"]+\.svg"/.test(code) || /<script/.test(code)) found.push(`the code is ${code}`);
    await page.locator(".map-embed [data-copy]").click();
    if ((await page.evaluate(() => navigator.clipboard.readText())) !== code) found.push("it is not what is copied");
    found.push(...await violations(page));
    none([...found, ...problems]);
  }));

  for (const code of languages) {
    const record = pages().find((one) => one.code === code && one.kind === "record" && /class="locator"[^]*href="geo:/.test(html(SITE, one.file)));
    check(`/${code}/: a record shows where it is and leads to the map`, () => using({ viewport: phone }, async ({ page, problems }) => {
      const found = [];
      if (!record) {
        none(["no record has a locator map"]);
        return;
      }
      await page.goto(address(record));
      const image = page.locator(".locator img");
      await image.scrollIntoViewIfNeeded();
      if (!(await image.evaluate((one) => one.decode().then(() => one.naturalWidth > 0, () => false)))) found.push("the picture is not there");
      if (!(await image.getAttribute("alt"))) found.push("the picture has no alternative");
      if (!/^geo:-?[\d.]+,-?[\d.]+/.test(tags(html(SITE, record.file), "a").find((link) => link.href?.startsWith("geo:"))?.href ?? "")) found.push("no link for applications of maps");
      const title = (await page.locator("h1").innerText()).trim();
      await page.locator('.locator-links a[href*="#"]').click();
      await page.waitForSelector(".map-page.is-live");
      await rest(page);
      if ((await page.locator(".map-card h2").innerText()).trim() !== title) found.push(`the map opens ${await page.locator(".map-card h2").innerText()} instead of ${title}`);
      none([...found, ...problems], record.file);
    }));
  }

  tiles();
});
