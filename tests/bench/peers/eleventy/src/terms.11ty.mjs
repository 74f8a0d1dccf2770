import { esc, page, pager, rows } from "./_includes/html.mjs";

const at = (term, n) => `${term.name}/${term.entry.id}/${n ? `page-${n + 1}/` : ""}`;

export const data = {
  pagination: { data: "collections.terms", size: 1, alias: "term" },
  eleventyExcludeFromCollections: true,
  permalink: ({ term }) => `/${term.lang}/${at(term, term.at)}index.html`,
};

export function render(all) {
  const { term } = all, { lang, name, entry } = term, { titles } = all.site.vocabularies[name];
  const groups = all.site.collections.map((one) => [one, term.items.filter((item) => item.kind === one.name)]).filter(([, items]) => items.length);
  return page({ ...all, lang }, {
    path: at(term, term.at), title: entry.names[lang], kind: name, trail: [[titles[lang], `${name}/`], [entry.names[lang], `${name}/${entry.id}/`]],
    head: `<p class="eyebrow"><a href="/${lang}/${name}/">${titles[lang]}</a></p>
<h1>${esc(entry.names[lang])}</h1>`,
    main: `<div class="wrap list-body">
<div class="with-aside aside-first">
<nav class="toc" aria-label="${all.words[lang].topics}">
<p class="toc-title">${all.words[lang].topics}</p>
<ul>
${groups.map(([one, items]) => `<li><a href="#group-${one.name}">${one.titles[lang]} <span class="facet-count">${term.counts[one.name]}</span></a></li>`).join("\n")}
</ul>
</nav>
<div>
${groups.map(([one, items]) => `<section class="list-group" aria-labelledby="group-${one.name}">
<h2 id="group-${one.name}">${one.titles[lang]}</h2>
${rows(items, { ...all, lang })}
</section>`).join("\n")}
</div>
</div>
${pager({ ...all, lang }, term.at, term.count, (n) => `/${lang}/${at(term, n)}`)}
</div>`,
  });
}
