import { page } from "./_includes/html.mjs";

export const data = {
  pagination: { data: "site.languages", size: 1, alias: "lost" },
  eleventyExcludeFromCollections: true,
  permalink: ({ lost }) => `/${lost.code}/404.html`,
};

export function render(all) {
  const lang = all.lost.code, t = all.words[lang];
  return page({ ...all, lang }, {
    path: "404.html", title: t.notfound_title,
    head: `<p class="eyebrow">404</p>
<h1>${t.notfound_title}</h1>
<p class="lead">${t.notfound_text}</p>`,
    main: `<div class="wrap notfound">
<p><a class="button" href="/${lang}/">${t.notfound_home}</a></p>
<ul class="terms">
${all.site.collections.map(({ name, titles }) => `<li><a href="/${lang}/${name}/">${titles[lang]}</a></li>`).join("\n")}
</ul>
</div>`,
  });
}
