// The built sites as they lie on disk: which pages there are, of what kind, and what they link to.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix, sep } from "node:path";

const folder = (name) => {
  const path = process.env[name];
  if (!path || !existsSync(join(path, "index.html"))) {
    throw new Error(`${name} does not name a built site. Start the tests with tests/run, which builds one.`);
  }
  return path;
};

/** The site as it is published, the same for a disk, and the same with an address below a path as its base. */
export const SITE = folder("SITE");
export const OFFLINE = folder("SITE_OFFLINE");
export const BELOW = folder("SITE_BELOW");

const entities = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&#x2F;": "/", "&nbsp;": "\u00a0" };
export const unescape = (text) => text.replace(/&(?:amp|lt|gt|quot|nbsp|#39|#x27|#x2F);/g, (entity) => entities[entity]);

/** Every file below a folder, with forward slashes. */
export function files(top) {
  return readdirSync(top, { recursive: true })
    .map((path) => path.split(sep).join("/"))
    .filter((path) => statSync(join(top, path)).isFile())
    .sort();
}

/** The tags of one name, each as a map of its attributes. Output is checked for well-formedness elsewhere, so patterns are enough here. */
export function tags(html, name) {
  const found = [];
  for (const [, inner] of html.matchAll(new RegExp(`<${name}((?:\\s+[^\\s=>/]+(?:="[^"]*")?)*)\\s*/?>`, "g"))) {
    const attributes = {};
    for (const [, key, value] of inner.matchAll(/([^\s=>/]+)(?:="([^"]*)")?/g)) attributes[key] = value === undefined ? "" : unescape(value);
    found.push(attributes);
  }
  return found;
}

/** Where an address written in a page leads: a file of the site, with the part behind `#`; `undefined` for what is not of the site. */
export function target(page, href, { prefix = "/", index = true } = {}) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith("//")) return undefined;
  const [address, fragment = ""] = href.split("#");
  const path = decodeURIComponent(address.split("?")[0]);
  let file;
  if (path === "") file = page;
  else if (path.startsWith("/")) file = path.startsWith(prefix) ? path.slice(prefix.length) : `outside:${path}`;
  else file = posix.join(posix.dirname(page), path) + (path.endsWith("/") || path === "." || path === ".." ? "/" : "");
  file = file.replace(/^\.\/+/, "").replace(/\/+$/, "/");
  if (index && (file === "" || file.endsWith("/"))) file += "index.html";
  return { file, fragment: decodeURIComponent(fragment) };
}

export const html = (top, file) => readFileSync(join(top, file), "utf8");

/** A page: its file, its address below the root, its language, and the marks by which samples are chosen. */
function page(top, file) {
  const text = html(top, file);
  const [body = {}] = tags(text, "body");
  const classes = (body.class ?? "").split(/\s+/);
  const mark = (start) => classes.find((name) => name.startsWith(start))?.slice(start.length) ?? "";
  const has = (part) => text.includes(part);
  return {
    file,
    url: file.replace(/(^|\/)index\.html$/, "$1"),
    lang: tags(text, "html")[0]?.lang ?? "",
    // The choice of languages behind a code belongs to none, as the one at the root.
    code: file.includes("/") && !file.startsWith("q/") ? file.split("/")[0] : "",
    kind: mark("kind-"),
    template: mark("template-"),
    size: text.length,
    moved: tags(text, "meta").find((meta) => meta["http-equiv"]?.toLowerCase() === "refresh")?.content?.replace(/^[^=]*=\s*/, ""),
    features: ["facets-clear", "pagination", "list-group", "class=\"notice\"", "class=\"timeline", "class=\"cover", "table-scroll", "<svg class=\"chart", "class=\"footnotes", "class=\"alert", "<video", "<pre", "has-borrowed-title"].filter(has),
    switch: tags(text, "a").filter((a) => a["data-lang"]).map((a) => ({ code: a["data-lang"], file: target(file, a.href)?.file })),
  };
}

const known = new Map();
/** Every page of a built site. */
export function pages(top = SITE) {
  if (!known.has(top)) known.set(top, files(top).filter((file) => file.endsWith(".html")).map((file) => page(top, file)));
  return known.get(top);
}

export const languages = pages().find((one) => one.kind === "chooser").switch.map((one) => one.code);

/** The page of the same thing in another language. */
export function sister(one, code, top = SITE) {
  const file = one.switch.find((item) => item.code === code)?.file;
  return pages(top).find((other) => other.file === file);
}

/** One page of each sort in the first language: the largest, and as many more as it takes to see every part a page can have. */
export function sorts() {
  const own = pages().filter((one) => one.code === languages[0] && !one.moved);
  const group = (one) => `${one.kind}/${one.template}`;
  const chosen = [];
  const seen = new Set();
  for (const one of [...own].sort((a, b) => b.size - a.size || (a.file < b.file ? -1 : 1))) {
    const marks = [group(one), ...one.features.map((feature) => (one.kind === "record" ? feature : `${group(one)} ${feature}`))];
    if (marks.every((mark) => seen.has(mark))) continue;
    marks.forEach((mark) => seen.add(mark));
    chosen.push(one);
  }
  return chosen;
}

/** The sample: the sorts in every language, the largest page of each collection that borrows its text, and the chooser. */
export function sample() {
  const chosen = new Map();
  const add = (one) => one && chosen.set(one.file, one);
  add(pages().find((one) => one.kind === "chooser"));
  for (const code of languages) {
    for (const one of sorts()) add(one.code === code ? one : sister(one, code));
    const borrowed = pages().filter((one) => one.code === code && one.kind === "record" && one.features.includes('class="notice"'));
    const seen = new Set();
    for (const one of borrowed.sort((a, b) => b.size - a.size)) {
      if (!seen.has(one.template)) add(one);
      seen.add(one.template);
    }
  }
  return [...chosen.values()];
}

/** Records of one template, the largest first. */
export const records = (code, template) => pages()
  .filter((one) => one.code === code && one.kind === "record" && one.template === template)
  .sort((a, b) => b.size - a.size);
