import { esc, figure, fill, iso, language, long, page, rows, short, term } from "./html.mjs";

const HEADING = /<h([23]) id="([^"]*)"[^>]*>(.*?)<\/h\1>/g;

export function render(data) {
  const { site, words, lang, title, summary, sector, zone, collections } = data;
  const [, , kind, id] = data.page.url.split("/");
  const t = words[lang], tag = language(site, lang).tag, date = data.page.date;
  const { titles, schema } = site.collections.find(({ name }) => name === kind);
  const groups = collections.groups;
  const self = groups[`${lang}/${kind}/${sector}`].find((one) => one.url === data.page.url);
  const akin = groups[`${lang}/${kind}/${sector}`].slice(0, 4).filter((one) => one !== self).slice(0, 3);
  const toc = [...data.content.matchAll(HEADING)].map(([, level, anchor, text]) => `<li class="toc-${level}"><a href="#${anchor}">${text}</a></li>`);
  const fact = (label, type, value) => `<tr>
<th scope="row">${t["label_" + label]}</th>
<td><div class="fact-value is-${type}">${value}</div></td>
</tr>`;
  return page(data, {
    path: `${kind}/${id}/`, title, description: summary, type: "article", kind, updated: date,
    trail: [[titles[lang], `${kind}/`], [title, `${kind}/${id}/`]],
    thing: { "@type": schema, name: title, url: site.base + data.page.url, description: summary },
    head: `<p class="eyebrow">${titles[lang]}</p>
<h1>${esc(title)}</h1>
<p class="lead">${esc(summary)}</p>`,
    main: `<div class="wrap with-aside">
<div class="record-main">
<section class="facts-section" aria-labelledby="facts">
<h2 id="facts">${t.facts}</h2>
<table class="facts">
<thead class="visually-hidden"><tr><th scope="col">${t.facts_item}</th><th scope="col">${t.facts_value}</th></tr></thead>
<tbody>
${fact("published", "date", `<time datetime="${iso(date)}">${short(date, tag)}</time>`)}
${fact("sector", "list", `<a href="/${lang}/sectors/${sector}/">${esc(term(site, "sectors", sector, lang))}</a>`)}
${fact("zone", "list", `<a href="/${lang}/zones/${zone}/">${esc(term(site, "zones", zone, lang))}</a>`)}
${fact("topic", "list", `<ul class="values">${data.topics.map((topic) => `<li>${topic}</li>`).join("")}</ul>`)}
${fact("capital", "money", `${figure(data.capital, tag)} ${t.million_usd}`)}
${fact("area", "quantity", `${figure(data.area, tag)} ha`)}
${fact("status", "enum", t["status_" + data.status])}
${fact("position", "place", `${data.lat}, ${data.lon}`)}
</tbody>
</table>
</section>
<div class="prose record-body">${data.content}</div>
</div>
<aside class="record-aside" aria-label="${t.aside}">
<nav class="toc" aria-label="${t.toc}">
<p class="toc-title">${t.toc}</p>
<ul>
${toc.join("\n")}
</ul>
</nav>
<button class="button button-print" type="button" data-print hidden>${t.print}</button>
</aside>
</div>
${akin.length ? `<section class="related" aria-labelledby="related-1">
<div class="wrap">
<div class="section-head">
<h2 id="related-1">${titles[lang]}</h2><a class="section-all" href="/${lang}/${kind}/" aria-label="${fill(t.all_of, { name: titles[lang] })}">${t.see_all}</a>
</div>
${rows(akin, data)}
</div>
</section>\n` : ""}<nav class="wrap neighbours" aria-label="${t.neighbours}">
${self.before ? `<a class="neighbour-prev" rel="prev" href="${self.before.url}"><span>${t.previous_record}</span> <b>${esc(self.before.data.title)}</b></a>` : ""}
${self.after ? `<a class="neighbour-next" rel="next" href="${self.after.url}"><span>${t.next_record}</span> <b>${esc(self.after.data.title)}</b></a>` : ""}
</nav>
<p class="print-address" aria-hidden="true"><span>${t.print_address}<b>${site.base}${data.page.url}</b></span><span>${t.updated}${long(date, tag)}</span></p>`,
  });
}
