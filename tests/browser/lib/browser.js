// One browser and one server for all suites, and pages that remember whatever went wrong in them.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "./server.js";
import { BELOW, SITE } from "./site.js";

const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
if (!existsSync(executablePath)) throw new Error(`There is no browser at ${executablePath}: install chromium, or name one in CHROMIUM.`);

/** A test that cannot hang. */
export const check = (name, work) => test(name, { timeout: 240_000 }, work);

/** The part of the address below which the site is served a second time. */
export const PREFIX = "/xtdt/";

const server = await serve([["/", SITE]]);
// Below a path the files have servers of their own, so that nothing of them can lean on the root.
const below = await serve([[PREFIX, BELOW]]);
const alone = await serve([[PREFIX, SITE]]);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-breakpad", "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});
after(async () => {
  await browser.close();
  await Promise.all([server.close(), below.close(), alone.close()]);
});

/** The site at its root; the same files below a path and nowhere else; the build made for that path. */
export const origin = server.origin;
export const moved = alone.origin;
export const made = below.origin;

export const phone = { width: 390, height: 844 };
export const desk = { width: 1280, height: 900 };

/** A page in a context of its own. `problems` gathers console errors, breaches of the policy, failed and foreign requests. */
export async function open(options = {}) {
  const { expect = [], ...rest } = options;
  const context = await browser.newContext({ viewport: desk, colorScheme: "light", locale: "en-US", ...rest });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const problems = [];
  const requests = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !expect.some((pattern) => pattern.test(message.text()))) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    requests.push(url);
    if (!/^(?:data|blob|about):/.test(url) && !url.startsWith(rest.home ?? origin) && !url.startsWith("file:")) problems.push(`leaves the site: ${url}`);
  });
  page.on("requestfailed", (request) => {
    // A picture further down is given up when the test moves on; a missing one has already answered 404.
    const reason = request.failure()?.errorText ?? "";
    if (!reason.includes("ERR_ABORTED")) problems.push(`failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !(response.request().isNavigationRequest() && expect.length)) problems.push(`${response.status()}: ${response.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`));
  });
  return { page, context, problems, requests, close: () => context.close() };
}

const idle = [];
/** Like `open`, but the page comes from and goes back to a stock: the browser's start of a page costs as much as a test of it. */
export async function borrow(options) {
  const one = idle.pop() ?? await open();
  await one.page.setViewportSize(options.viewport);
  await one.page.emulateMedia({ media: "screen", colorScheme: options.colorScheme ?? "light" });
  one.problems.length = 0;
  return { ...one, close: () => idle.push(one) };
}

/** Runs `work` with an open page and closes it whatever happens. */
export async function using(options, work) {
  const opened = await open(options);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

export const address = (one, home = `${origin}/`) => home + one.url.split("/").map(encodeURIComponent).join("/");

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the page, one line each. With `rules`, only these. */
export async function violations(page, rules) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = await page.evaluate(
    (runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"] }).then((result) => result.violations.map((one) => ({
      id: one.id, help: one.help, nodes: one.nodes.map((node) => ({ target: node.target.join(" "), html: node.html.slice(0, 160), why: node.any.concat(node.all, node.none).map((check) => check.message).join("; ") })),
    }))),
    rules ? { type: "rule", values: rules } : { type: "tag", values: levels },
  );
  return found.flatMap((one) => one.nodes.map((node) => `axe ${one.id}: ${one.help}\n      ${node.target}\n      ${node.html}\n      ${node.why}`));
}

/** By how much the page is wider than its window, and what sticks out. */
export const overflow = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const cut = (element) => element && (/hidden|clip|auto|scroll/.test(getComputedStyle(element).overflowX) || cut(element.parentElement));
  const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > clientWidth + 1 && !cut(element.parentElement));
  const names = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other))).slice(0, 4)
    .map((element) => `${element.tagName.toLowerCase()}.${element.className} in ${element.parentElement.closest("[class]").className} "${element.textContent.trim().slice(0, 40)}"`);
  return [`scrolls sideways at ${clientWidth}: ${scrollWidth - clientWidth} px too wide: ${names.join(", ")}`];
});

/** Waits for every picture, those further down included. */
export const pictures = (page) => page.evaluate(async () => {
  const images = [...document.images];
  for (const image of images) image.loading = "eager";
  await Promise.all(images.map((image) => image.decode().catch(() => undefined)));
  return images.filter((image) => !image.naturalWidth).map((image) => `picture not shown: ${image.currentSrc || image.src}`);
});

/** Fails with the whole list at once. */
export function none(problems, where = "") {
  if (problems.length === 0) return;
  const shown = [...new Set(problems)];
  const error = new Error(`${where}${where && ": "}${shown.length} finding${shown.length > 1 ? "s" : ""}\n    - ${shown.slice(0, 25).join("\n    - ")}${shown.length > 25 ? `\n    … and ${shown.length - 25} more` : ""}`);
  error.stack = error.message;
  throw error;
}
