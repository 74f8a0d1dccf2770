// What can be seen in the files without a browser: links, the language switch, sizes of pictures, nothing inline.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe } from "node:test";
import { check, none, PREFIX } from "../lib/browser.js";
import { BELOW, OFFLINE, SITE, html, languages, pages, tags, target } from "../lib/site.js";

const anchors = new Map();
function anchored(top, file, fragment) {
  const key = join(top, file);
  if (!anchors.has(key)) anchors.set(key, new Set([...html(top, file).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)));
  return anchors.get(key).has(fragment);
}

function dead(top, options) {
  const problems = [];
  for (const one of pages(top)) {
    const text = html(top, one.file);
    const links = [];
    for (const [, key, value] of text.matchAll(/\s(href|src|srcset|poster|data-src)="([^"]*)"/g)) {
      const plain = value.replaceAll("&amp;", "&");
      if (key === "srcset") links.push(...plain.split(",").map((part) => part.trim().split(/\s+/)[0]));
      else links.push(plain);
    }
    for (const link of new Set(links)) {
      const led = target(one.file, link, options);
      if (!led) continue;
      if (!existsSync(join(top, led.file)) || led.file.endsWith("/")) problems.push(`${one.file}: ${link} leads to nothing`);
      else if (led.fragment && led.file.endsWith(".html") && !anchored(top, led.file, led.fragment)) problems.push(`${one.file}: ${link} has no such place`);
      if (link.startsWith("/") && !link.startsWith("//") && !one.file.endsWith("404.html")) problems.push(`${one.file}: ${link} holds only at the root of a domain`);
    }
  }
  return problems;
}

export default () => describe("output", () => {
  check("every link, picture and anchor resolves", () => none(dead(SITE)));
  check("so it does in the build for a path", () => none(dead(BELOW, { prefix: PREFIX })));
  check("so it does on a disk, where links name files", () => none(dead(OFFLINE, { index: false })));

  check("the three builds have the same pages", () => {
    const list = (top) => pages(top).map((one) => one.file).join("\n");
    none([BELOW, OFFLINE].filter((top) => list(top) !== list(SITE)).map((top) => `${top}: other pages than ${SITE}`));
  });

  check("a page says its language, has a title of its own and is reached in every language", () => {
    const problems = [];
    const titles = new Map();
    for (const one of pages().filter((page) => page.code && !page.moved)) {
      const text = html(SITE, one.file);
      const title = /<title>([^<]*)<\/title>/.exec(text)?.[1]?.trim();
      if (!title) problems.push(`${one.file}: no title`);
      const key = `${one.code} ${title}`;
      if (titles.has(key)) problems.push(`${one.file}: the same title as ${titles.get(key)}: ${title}`);
      titles.set(key, one.file);
      if (one.switch.map((item) => item.code).join() !== languages.join()) problems.push(`${one.file}: switch offers ${one.switch.map((item) => item.code)}`);
      if (one.switch.find((item) => item.code === one.code)?.file !== one.file) problems.push(`${one.file}: the switch does not count the page itself`);
      for (const { code, file } of one.switch) {
        const other = pages().find((page) => page.file === file);
        if (!other) problems.push(`${one.file}: switch to ${code} leads to ${file}, which is not there`);
        else if (other.code !== code) problems.push(`${one.file}: switch to ${code} leads to ${file}`);
        else if (other.kind !== one.kind) problems.push(`${one.file} (${one.kind}): switch leads to ${file} (${other.kind})`);
        else if (other.switch.find((item) => item.code === one.code)?.file !== one.file) problems.push(`${one.file}: ${file} does not lead back`);
      }
    }
    none(problems);
  });

  check("what stands behind a code leads to one record in every language", () => {
    const problems = [];
    const choices = pages().filter((page) => page.file.startsWith("q/"));
    if (!choices.length) problems.push("there is no such page");
    for (const one of choices) {
      if (one.switch.map((item) => item.code).join() !== languages.join()) problems.push(`${one.file} offers ${one.switch.map((item) => item.code)}`);
      const [first, ...others] = one.switch.map((item) => pages().find((page) => page.file === item.file));
      for (const [index, other] of others.entries()) {
        const { code } = one.switch[index + 1];
        if (other?.code !== code || !first?.switch.some((item) => item.file === other.file)) problems.push(`${one.file} leads readers of ${code} to ${other?.file}`);
      }
    }
    none(problems);
  });

  check("pictures have their size and an alternative", () => {
    const problems = [];
    for (const one of pages()) {
      for (const image of tags(html(SITE, one.file), "img")) {
        if (!/^\d+$/.test(image.width ?? "") || !/^\d+$/.test(image.height ?? "")) problems.push(`${one.file}: ${image.src} without width and height`);
        if (image.alt === undefined) problems.push(`${one.file}: ${image.src} without alt`);
      }
    }
    none(problems);
  });

  check("no style or script is written into a page, nothing is loaded from elsewhere", () => {
    const problems = [];
    for (const one of pages()) {
      const text = html(SITE, one.file);
      for (const [whole] of text.matchAll(/<style[\s>]|<[a-z][^>]*\s(?:style|on[a-z]+)="[^"]*"|<script(?![^>]*\s(?:src="|type="application\/ld\+json"))[^>]*>/g)) problems.push(`${one.file}: ${whole.slice(0, 120)}`);
      for (const [whole] of text.matchAll(/<(?:script|img|source|iframe|video|audio|embed|object)[^>]*\s(?:src|srcset|data|poster)="(?:[a-z]+:)?\/\/[^>]*>|<link[^>]*rel="(?:stylesheet|preload|icon|preconnect|dns-prefetch)"[^>]*href="(?:[a-z]+:)?\/\/[^>]*>/g)) problems.push(`${one.file}: ${whole.slice(0, 160)}`);
    }
    none(problems);
  });
});
