import { cards, esc, fill, page } from "./_includes/html.mjs";

export const data = {
  pagination: { data: "site.languages", size: 1, alias: "home" },
  eleventyExcludeFromCollections: true,
  permalink: ({ home }) => `/${home.code}/index.html`,
};

export function render(all) {
  const lang = all.home.code, t = all.words[lang], { site } = all;
  return page({ ...all, lang }, {
    path: "", title: site.titles[lang], description: site.taglines[lang],
    head: `<div class="hero">
<img class="hero-chart" src="${all.assets["rhumbs.svg"]}" alt="" width="1440" height="720">
<div class="wrap hero-text">
<h1>${esc(site.titles[lang])}</h1>
<p class="hero-actions">
${site.collections.slice(0, 2).map(({ name, titles }) => `<a class="button" href="/${lang}/${name}/">${titles[lang]}</a>`).join("\n")}
</p>
</div>
</div>`,
    main: site.collections.slice(0, 4).map(({ name, titles }) => `<div class="home-band"><div class="wrap home-sections">
<section class="home-section" aria-labelledby="s-${name}">
<div class="section-head">
<h2 id="s-${name}">${titles[lang]}</h2>
<a class="section-all" href="/${lang}/${name}/" aria-label="${fill(t.all_of, { name: titles[lang] })}">${t.see_all}</a>
</div>
${cards((all.collections.groups[`${lang}/${name}`] ?? []).slice(0, 6), { ...all, lang })}
</section>
</div></div>`).join("\n"),
  });
}
