import { fill, page, pager, rows } from "./_includes/html.mjs";

const at = (list, n) => `${list.name}/${n ? `page-${n + 1}/` : ""}`;

export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  eleventyExcludeFromCollections: true,
  permalink: ({ list }) => `/${list.lang}/${at(list, list.at)}index.html`,
};

export function render(all) {
  const { list } = all, { lang } = list, t = all.words[lang];
  const title = all.site.collections.find(({ name }) => name === list.name).titles[lang];
  return page({ ...all, lang }, {
    path: at(list, list.at), title, kind: list.name, exact: true, trail: [[title, `${list.name}/`]],
    main: `<div class="wrap list-body">
<p class="list-total">${fill(t.results.other, { n: list.all })}</p>
<h2 class="visually-hidden">${t.list_heading}</h2>
${rows(list.items, { ...all, lang })}
${pager({ ...all, lang }, list.at, list.count, (n) => `/${lang}/${at(list, n)}`)}
</div>`,
  });
}
