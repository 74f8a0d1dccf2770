import { esc, page } from "./_includes/html.mjs";

export const data = {
  pagination: { data: "site.vocabularyPages", size: 1, alias: "shown" },
  eleventyExcludeFromCollections: true,
  permalink: ({ shown }) => `/${shown.lang}/${shown.name}/index.html`,
};

export function render(all) {
  const { lang, name } = all.shown, { titles, entries } = all.site.vocabularies[name];
  const count = (id) => all.collections.groups[`${lang}/${name}/${id}`]?.length ?? 0;
  return page({ ...all, lang }, {
    path: `${name}/`, title: titles[lang], kind: name, trail: [[titles[lang], `${name}/`]],
    main: `<div class="wrap">
<ul class="terms">
${entries.map(({ id, names }) => `<li><a href="/${lang}/${name}/${id}/"><span>${esc(names[lang])}</span> <span class="facet-count">${count(id)}</span></a></li>`).join("\n")}
</ul>
</div>`,
  });
}
