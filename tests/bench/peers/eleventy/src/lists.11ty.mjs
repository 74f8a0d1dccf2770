import { fill, page, rows } from "./_includes/html.mjs";

const at = (list, n) => `${list.name}/${n ? `page-${n + 1}/` : ""}`;

export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  eleventyExcludeFromCollections: true,
  permalink: ({ list }) => `/${list.lang}/${at(list, list.at)}index.html`,
};

export function render(all) {
  const { list } = all, { lang } = list, t = all.words[lang];
  const title = all.site.collections.find(({ name }) => name === list.name).titles[lang];
  const link = (n, rel, text, current) => `<li><a${rel ? ` rel="${rel}"` : ""} href="/${lang}/${at(list, n)}"${current ? ' aria-current="page"' : ""}>${text}</a></li>`;
  const numbers = Array.from({ length: list.count }, (_, n) =>
    link(n, "", `<span class="visually-hidden">${fill(t.page_n, { n: n + 1 })}</span><span aria-hidden="true">${n + 1}</span>`, n === list.at));
  return page({ ...all, lang }, {
    path: at(list, list.at), title, kind: list.name, exact: true, trail: [[title, `${list.name}/`]],
    main: `<div class="wrap list-body">
<p class="list-total">${fill(t.results.other, { n: list.all })}</p>
<h2 class="visually-hidden">${t.list_heading}</h2>
${rows(list.items, { ...all, lang })}
${list.count > 1 ? `<nav class="pagination" aria-label="${t.pagination}">
<ul>
${list.at ? link(list.at - 1, "prev", t.previous) : ""}
${numbers.join("\n")}
${list.at + 1 < list.count ? link(list.at + 1, "next", t.next) : ""}
</ul>
</nav>` : ""}
</div>`,
  });
}
