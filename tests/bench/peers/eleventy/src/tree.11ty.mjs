import { esc, page } from "./_includes/html.mjs";

export const data = {
  pagination: { data: "site.languages", size: 1, alias: "tree" },
  eleventyExcludeFromCollections: true,
  permalink: ({ tree }) => `/${tree.code}/sitemap/index.html`,
};

export function render(all) {
  const lang = all.tree.code, title = all.words[lang].sitemap;
  return page({ ...all, lang }, {
    path: "sitemap/", title, trail: [[title, "sitemap/"]],
    main: `<div class="wrap sitemap">
${all.site.collections.map(({ name, titles }) => `<section>
<h2><a href="/${lang}/${name}/">${titles[lang]}</a></h2>
<ul>
${(all.collections.groups[`${lang}/${name}`] ?? []).map((one) => `<li><a href="${one.url}">${esc(one.data.title)}</a></li>`).join("\n")}
</ul>
</section>`).join("\n")}
</div>`,
  });
}
