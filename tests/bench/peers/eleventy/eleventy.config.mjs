// Collections, Markdown and pictures of the site. Whatever many pages ask for is worked out once a build.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import highlight from "@11ty/eleventy-plugin-syntaxhighlight";
import anchor from "markdown-it-anchor";
import footnote from "markdown-it-footnote";

const site = JSON.parse(fs.readFileSync("src/_data/site.json", "utf8"));

// Files of the theme and pictures under names that change with them.
function published(folder, to) {
  const names = {};
  for (const file of fs.readdirSync(folder, { recursive: true })) {
    const from = path.join(folder, file);
    if (!fs.statSync(from).isFile()) continue;
    const { dir, name, ext } = path.parse(file);
    const hash = createHash("sha256").update(fs.readFileSync(from)).digest("hex").slice(0, 8);
    names[file] = { from, url: "/" + path.posix.join(to, dir, `${name}.${hash}${ext}`) };
  }
  return names;
}

export default function (config) {
  config.addPlugin(highlight);
  const assets = published("theme", "assets");
  const pictures = published("pictures", "pictures");
  for (const { from, url } of [...Object.values(assets), ...Object.values(pictures)]) config.addPassthroughCopy({ [from]: url.slice(1) });
  config.addGlobalData("assets", () => Object.fromEntries(Object.entries(assets).map(([name, { url }]) => [name, url])));
  config.addGlobalData("eleventyComputed", { toc: () => "" });

  const known = new Set(fs.readdirSync("src/vi", { recursive: true }).filter((file) => file.endsWith(".md")).map((file) => "/" + file.slice(0, -3)));
  config.amendLibrary("md", (md) => {
    md.use(footnote).use(anchor);
    md.renderer.rules.link_open = (tokens, at, options, env, self) => {
      const href = tokens[at].attrGet("href");
      if (href.startsWith("/")) {
        if (!known.has(href)) throw new Error(`no page at ${href}`);
        tokens[at].attrSet("href", `/${env.lang}${href}/`);
      }
      return self.renderToken(tokens, at, options);
    };
    md.renderer.rules.image = (tokens, at) => {
      const picture = pictures[tokens[at].attrGet("src").replace("/pictures/", "")];
      if (!picture) throw new Error(`no picture at ${tokens[at].attrGet("src")}`);
      return `<figure class="figure"><picture><img src="${picture.url}" srcset="${picture.url} 640w" sizes="(min-width: 64rem) 51rem, 92vw" width="640" height="360" alt="${md.utils.escapeHtml(tokens[at].content)}" loading="lazy" decoding="async"></picture></figure>`;
    };
  });

  let grouped, of;
  function groups(api) {
    const all = api.getAll().filter((page) => page.data.sector);
    if (of === all[0]) return grouped;
    of = all[0];
    all.sort((one, other) => other.date - one.date || (one.url < other.url ? -1 : 1));
    grouped = {};
    for (const page of all) {
      const { lang, sector, zone } = page.data;
      const kind = page.url.split("/")[2];
      page.kind = kind;
      for (const key of [lang, `${lang}/${kind}`, `${lang}/sectors/${sector}`, `${lang}/zones/${zone}`, `${lang}/${kind}/${sector}`]) (grouped[key] ||= []).push(page);
    }
    for (const { code } of site.languages)
      for (const { name } of site.collections) grouped[`${code}/${name}`]?.forEach((page, at, list) => ((page.before = list[at - 1]), (page.after = list[at + 1])));
    return grouped;
  }
  config.addCollection("groups", groups);
  config.addCollection("lists", (api) =>
    site.languages.flatMap(({ code }) =>
      site.collections.flatMap(({ name }) => {
        const all = groups(api)[`${code}/${name}`] ?? [];
        const count = Math.max(1, Math.ceil(all.length / 20));
        return Array.from({ length: count }, (_, at) => ({ lang: code, name, all: all.length, at, count, items: all.slice(at * 20, at * 20 + 20) }));
      }),
    ),
  );
  config.addCollection("terms", (api) =>
    site.languages.flatMap(({ code }) =>
      Object.entries(site.vocabularies).flatMap(([name, { entries }]) =>
        entries.flatMap((entry) => {
          const found = groups(api)[`${code}/${name}/${entry.id}`] ?? [];
          const parts = site.collections.map(({ name }) => found.filter((page) => page.kind === name));
          const counts = Object.fromEntries(site.collections.map(({ name }, at) => [name, parts[at].length]));
          const all = parts.flat(), count = Math.max(1, Math.ceil(all.length / 20));
          return Array.from({ length: count }, (_, at) => ({ lang: code, name, entry, counts, at, count, items: all.slice(at * 20, at * 20 + 20) }));
        }),
      ),
    ),
  );
  return { dir: { input: "src", output: "public" }, markdownTemplateEngine: false };
}
