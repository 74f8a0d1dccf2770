// Base tiles under the maps: a copy of the demo with the tiles of tests/fixtures. They are read in pieces, from the site alone, and
// whatever is wrong with them the map goes on with its own layers.
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { check, desk, none, overflow, phone, using, violations } from "../lib/browser.js";
import { serve } from "../lib/server.js";
import { languages, pages, sister } from "../lib/site.js";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const gulf = { vi: "Vịnh Bắc Bộ", en: "Gulf of Tonkin", ja: "トンキン湾", ko: "통킹만", zh: "北部湾" };
const table = `
[tiles]
file = "hai-phong.pmtiles"
licence = "ODbL 1.0"
source = { vi = "© Nguồn ô bản đồ", en = "© Source of the tiles", ja = "© タイルの出典", ko = "© 타일 출처", zh = "© 瓦片来源" }
url = "https://www.openstreetmap.org/copyright"
`;
const source = { vi: "© Nguồn ô bản đồ", en: "© Source of the tiles", ja: "© タイルの出典", ko: "© 타일 출처", zh: "© 瓦片来源" };

let folder, site, server, stubborn, below;

/** The first map of the demo, which lies on the tiles. */
const main = (code) => sister(pages().find((one) => one.kind === "map" && one.code === languages[0] && one.url.split("/").length === 3), code);

/** A page of the map, with whatever its canvases were asked to write. `prepare` changes what the page gets. */
async function opened(home, code, options, prepare, work) {
  await using({ home, ...options }, async (one) => {
    const got = [];
    one.page.on("response", (response) => {
      if (response.url().endsWith(".pmtiles")) got.push([response.status(), response.request().headers().range]);
    });
    await one.page.addInitScript(() => {
      window.written = [];
      const write = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function fillText(text, ...rest) {
        window.written.push(text);
        return write.call(this, text, ...rest);
      };
    });
    await prepare?.(one.page);
    await one.page.goto(home + main(code).url);
    await one.page.waitForSelector(".map-page.is-live");
    await work({ ...one, got });
  });
}

/** How many tiles there are that something is drawn on, what they look like, and how bright they are on average, from 0 to 255. */
const painted = (page) => page.evaluate(() => {
  const all = [...document.querySelectorAll(".leaflet-tile-pane canvas")].filter((canvas) => canvas.width > 0);
  const data = (canvas) => [...canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.filter((_, at) => at % 1020 < 4)];
  const looks = all.map(data);
  // Colours without their opacity.
  const values = looks.flat().filter((_, at) => at % 4 < 3);
  return {
    drawn: looks.filter((look) => look.some((value) => value !== 0)).length,
    look: looks.map((look) => look.join()).sort().join("|"),
    bright: values.reduce((sum, value) => sum + value, 0) / values.length,
  };
});
const drawn = (page) => page.waitForFunction(() => {
  const all = [...document.querySelectorAll(".leaflet-tile-pane canvas")];
  return all.length > 0 && all.every((canvas) => canvas.classList.contains("leaflet-tile-loaded"));
});
/** Whether the tiles come to look as they should: a page is told of new colours some time after they were chosen. */
async function looking(page, right) {
  for (let times = 0; times < 100; times += 1) {
    await drawn(page);
    const now = await painted(page);
    if (now.drawn > 0 && right(now)) return true;
    await page.waitForTimeout(100);
  }
  return false;
}
const own = (page) => page.evaluate(() => [...document.querySelectorAll(".map-live path.map-land")].some((path) => path.getBoundingClientRect().width > 50));

/** A file of tiles that are one red picture, at every zoom up to 11: one entry of the directory stands for all. */
function pictures() {
  const word = (n) => { const bytes = Buffer.alloc(8); bytes.writeBigUInt64LE(BigInt(n)); return bytes; };
  const varint = (n) => { const bytes = []; for (; n > 127; n = Math.floor(n / 128)) bytes.push((n % 128) + 128); return Buffer.from([...bytes, n]); };
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    let sum = ~0;
    for (const byte of body) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    const ends = [Buffer.alloc(4), Buffer.alloc(4)];
    ends[0].writeUInt32BE(data.length);
    ends[1].writeUInt32BE(~sum >>> 0);
    return Buffer.concat([ends[0], body, ends[1]]);
  };
  const side = 64;
  const head = Buffer.from([0, 0, 0, side, 0, 0, 0, side, 8, 2, 0, 0, 0]);
  const line = Buffer.concat([Buffer.from([0]), Buffer.from(Array.from({ length: side }, () => [255, 0, 0]).flat())]);
  const png = Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.concat(Array(side).fill(line)))), chunk("IEND", Buffer.alloc(0))]);
  const run = Array.from({ length: 12 }, (_, zoom) => 4 ** zoom).reduce((sum, n) => sum + n);
  const directory = Buffer.concat([1, 0, run, png.length, 1].map(varint));
  const facts = Buffer.alloc(31);
  facts.set([1, 1, 1, 2, 0, 11]);
  [1063000000, 204000000, 1072500000, 211500000].forEach((degrees, at) => facts.writeInt32LE(degrees, 6 + at * 4));
  const places = [127, directory.length, 127 + directory.length, 0, 0, 0, 127 + directory.length, png.length, run, 1, 1];
  return Buffer.concat([Buffer.from("PMTiles\x03"), ...places.map(word), facts, directory, png]);
}

/** Gives other bytes for the tiles, in pieces. */
const instead = (bytes) => (page) => page.route("**/*.pmtiles", (route) => {
  const [, first, last] = /bytes=(\d+)-(\d+)/.exec(route.request().headers().range);
  const part = bytes.subarray(Number(first), Number(last) + 1);
  return route.fulfill({ status: 206, headers: { "content-range": `bytes ${first}-${Number(first) + part.length - 1}/${bytes.length}` }, body: part });
});

export default () => {
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "portolan-tiles-"));
    for (const name of ["content", "i18n", "themes", "portolan.toml", ".portolan/npm"]) {
      if (existsSync(join(repository, name))) cpSync(join(repository, name), join(folder, "site", name), { recursive: true });
    }
    cpSync(join(repository, "tests/fixtures/hai-phong.pmtiles"), join(folder, "site/content/_maps/hai-phong.pmtiles"));
    appendFileSync(join(folder, "site/content/_maps/maps.toml"), table);
    site = join(folder, "public");
    const made = spawnSync(process.env.PORTOLAN, ["build", "--root", join(folder, "site"), "--output", site], { encoding: "utf8" });
    if (made.status !== 0) throw new Error(`the copy with tiles cannot be built: ${made.stderr}`);
    server = await serve([["/", site]]);
    stubborn = await serve([["/", site]], { whole: true });
    below = await serve([["/xtdt/", site]]);
  });
  after(async () => {
    await Promise.all([server?.close(), stubborn?.close(), below?.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [at, code] of languages.entries()) {
    const options = at % 2 ? { viewport: phone, colorScheme: "dark" } : { viewport: desk };
    check(`/${code}/ on tiles: drawn, named in the language, read in pieces from the site, the source said`, () => opened(`${server.origin}/`, code, options, undefined, async ({ page, problems, got }) => {
      const found = [];
      await drawn(page);
      if ((await painted(page)).drawn === 0) found.push("nothing is drawn");
      // Letters are set one by one, in capitals where there are any.
      const words = (await page.evaluate(() => window.written.join(""))).toLowerCase();
      const missing = [...gulf[code].toLowerCase()].filter((letter) => !words.includes(letter));
      if (missing.length) found.push(`the gulf is not called ${gulf[code]}: ${words}`);
      if (got.length < 2 || got.some(([status, range]) => status !== 206 || !range)) found.push(`asked for ${JSON.stringify(got)}`);
      const credit = page.locator(".map-credit a");
      if (!(await credit.isVisible()) || !(await credit.innerText()).includes(source[code])) found.push("the source does not stand on the map");
      if (!(await page.locator(".map-attribution").innerText()).includes(source[code])) found.push("the source does not stand below the map");
      if ((await page.locator(".map-mark").count()) === 0) found.push("no marks");
      if (await page.locator(".map-key.is-land").isVisible()) found.push("the legend explains what is not seen");
      found.push(...await violations(page), ...await overflow(page));
      await page.emulateMedia({ media: "print" });
      if ((await page.locator(".map-attribution").innerText()).includes(source[code])) found.push("paper has no tiles, and names their source");
      none([...found, ...problems]);
    }));
  }

  check("tiles follow the map when it is moved and brought nearer, and the colours of the page", () => opened(`${server.origin}/`, languages[0], { expect: [/willReadFrequently/] }, undefined, async ({ page, problems, got }) => {
    const found = [];
    await drawn(page);
    const first = await painted(page);
    const asked = got.length;
    for (let times = 0; times < 2; times += 1) {
      await page.locator(".leaflet-control-zoom-in").click();
      await page.waitForTimeout(500);
    }
    if (!(await looking(page, ({ look }) => look !== first.look))) found.push("nothing new is drawn nearer");
    const near = await painted(page);
    if (got.length <= asked) found.push("nothing more is asked for nearer");
    await page.locator(".map-ground").focus();
    for (let times = 0; times < 4; times += 1) {
      await page.keyboard.press("ArrowRight");
      await page.waitForTimeout(350);
    }
    if (!(await looking(page, ({ look }) => look !== near.look))) found.push("nothing new is drawn beside");
    const beside = await painted(page);
    await page.emulateMedia({ colorScheme: "dark" });
    if (!(await looking(page, ({ bright }) => bright < beside.bright / 2))) found.push("the tiles stay light on a dark page");
    await page.locator(".map-whole").click();
    await page.locator(".map-item-show").first().click();
    if (!(await page.locator(".map-card").isVisible())) found.push("no card opens over tiles");
    none([...found, ...problems]);
  }));

  check("pictures as tiles are drawn under the same policy", () => opened(`${server.origin}/`, "ja", {}, async (page) => {
    await instead(pictures())(page);
    await page.route("**/maps/ja/*.js", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace('"picture":null', '"picture":"image/png"').replace('"zooms":[6,11]', '"zooms":[0,11]') });
    });
  }, async ({ page, problems }) => {
    const found = [];
    await drawn(page);
    const { look } = await painted(page);
    if (!look.startsWith("255,0,0,255")) found.push(`the tiles look like ${look.slice(0, 60)}`);
    none([...found, ...problems]);
  }));

  check("below a path the tiles are found", () => opened(`${below.origin}/xtdt/`, "zh", {}, undefined, async ({ page, problems }) => {
    await drawn(page);
    none([...((await painted(page)).drawn ? [] : ["nothing is drawn"]), ...problems]);
  }));

  const broken = readFileSync(join(repository, "tests/fixtures/hai-phong.pmtiles"));
  // The header and the directory stay, what they lead to does not.
  broken.fill(0x5a, 600);
  const nothing = (page) => page.route("**/*.pmtiles", (route) => route.fulfill({ status: 404, body: "" }));
  for (const [what, home, prepare, most] of [
    ["is not there", () => server.origin, nothing, 1],
    ["comes only whole", () => stubborn.origin, undefined, 0],
    ["is no set of tiles", () => server.origin, instead(Buffer.alloc(60_000, 0x41)), 0],
    ["is spoilt inside", () => server.origin, instead(broken), 0],
    ["cannot be drawn for want of the script", () => server.origin, (page) => page.route("**/protomaps-leaflet*.js", (route) => route.fulfill({ status: 404, body: "" })), 1],
  ]) {
    check(`a file that ${what} leaves the map its own layers`, () => opened(`${home()}/`, "en", { expect: [/Failed to load resource/] }, prepare, async ({ page, problems }) => {
      const found = [];
      await page.waitForTimeout(1500);
      if (await page.locator(".leaflet-tile-pane canvas, .map-credit").count()) found.push("something is left of the tiles");
      if (!(await own(page))) found.push("the land is not drawn");
      if (!(await page.locator(".map-key.is-land").isVisible())) found.push("the legend does not explain the land");
      await page.locator(".leaflet-control-zoom-in").click();
      await page.locator(".map-item-show").first().click();
      if (!(await page.locator(".map-card").isVisible())) found.push("no card");
      // What is missing was asked for once.
      const told = problems.filter((problem) => !problem.startsWith("404:"));
      if (problems.length - told.length > most) found.push(`asked ${problems.length} times for what is not there`);
      none([...found, ...told]);
    }));
  }

  check("only pages of maps name what draws tiles", () => {
    const name = readdirSync(join(site, "assets/tiles")).find((one) => one.startsWith("protomaps-leaflet."));
    const text = (file) => readFileSync(join(site, file), "utf8");
    const wrong = pages().filter((one) => text(one.file).includes(name) && one.kind !== "map");
    const heads = pages().filter((one) => one.kind === "map" && new RegExp(`<script[^>]*${name}`).test(text(one.file)));
    none([...wrong, ...heads].map((one) => one.file));
  });
};
