// The parts that pages share. Every function gives HTML; texts go in as they are.
const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const esc = (text) => String(text).replace(/[&<>"]/g, (mark) => MARKS[mark]);
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
export const iso = (date) => date.toISOString().slice(0, 10);

const made = {};
const once = (key, make) => (made[key] ??= make());
export const short = (date, tag) => once(`short ${tag}`, () => new Intl.DateTimeFormat(tag, { dateStyle: "short", timeZone: "UTC" })).format(date);
export const long = (date, tag) => once(`long ${tag}`, () => new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" })).format(date);
export const figure = (number, tag) => once(`figure ${tag}`, () => new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 })).format(number);
export const language = (site, code) => site.languages.find((one) => one.code === code);
export const term = (site, vocabulary, id, code) => once(`${vocabulary} ${id} ${code}`, () => site.vocabularies[vocabulary].entries.find((entry) => entry.id === id).names[code]);

const mark = `<svg class="mark" viewBox="0 0 32 32" width="40" height="40" aria-hidden="true" focusable="false"><circle class="mark-ring" cx="16" cy="16" r="14.5"/><path class="mark-half" d="M22.36 9.64 19 16l3.36 6.36L16 19l-6.36 3.36L13 16 9.64 9.64 16 13z"/><path class="mark-star" d="m16 3 2.4 10.6L29 16l-10.6 2.4L16 29l-2.4-10.6L3 16l10.6-2.4z"/><path class="mark-relief" d="M16 16V3l2.4 10.6zm0 0h13l-10.6 2.4zm0 0v13l-2.4-10.6zm0 0H3l10.6-2.4z"/></svg>`;

function facts(page, { site, words, lang }) {
  const tag = language(site, lang).tag;
  return `<div><dt>${words[lang].label_sector}</dt><dd>${esc(term(site, "sectors", page.data.sector, lang))}</dd></div>
<div><dt>${words[lang].label_capital}</dt><dd>${figure(page.data.capital, tag)} ${words[lang].million_usd}</dd></div>`;
}

export const rows = (pages, data) => `<ul class="rows">
${pages.map((page) => row(page, data)).join("\n")}
</ul>`;

const row = (page, data) => (page.row ??= `<li class="row"><time class="row-date" datetime="${iso(page.date)}">${short(page.date, language(data.site, data.lang).tag)}</time>
<div class="row-text">
<h3 class="row-title"><a href="${page.url}">${esc(page.data.title)}</a></h3>
<p>${esc(page.data.summary)}</p>
<dl class="row-facts">
${facts(page, data)}
</dl>
</div>
</li>`);

export const cards = (pages, data) => `<ul class="cards excerpt">
${pages.map((page) => `<li><article class="card">
<div class="card-text">
<p class="card-date"><time datetime="${iso(page.date)}">${short(page.date, language(data.site, data.lang).tag)}</time></p>
<h3 class="card-title"><a href="${page.url}">${esc(page.data.title)}</a></h3>
<p class="card-summary">${esc(page.data.summary)}</p>
<dl class="card-facts">
${facts(page, data)}
</dl>
</div>
</article>
</li>`).join("\n")}
</ul>`;

const menu = ({ site, lang }, kind, exact) => `<ul>
${site.collections.map(({ name, titles }) => `<li><a href="/${lang}/${name}/"${name === kind ? ` aria-current="${exact ? "page" : "true"}"` : ""}>${titles[lang]}</a></li>`).join("\n")}
</ul>`;

// A whole page. `path` is its address below the language; `trail` leads to it, home excluded; `kind` is the collection it belongs to.
export function page(data, { path, title, description, type = "website", kind, exact, trail = [], thing, head, main, updated }) {
  const { site, words, lang, assets } = data;
  const t = words[lang], own = language(site, lang), name = site.titles[lang];
  const url = (code) => `${site.base}/${code}/${path}`;
  const steps = [[t.home, ""], ...trail].map(([label, at], index) => ({ "@type": "ListItem", position: index + 1, name: label, item: `${site.base}/${lang}/${at}` }));
  const graph = [...(thing ? [thing] : []), ...(trail.length ? [{ "@type": "BreadcrumbList", itemListElement: steps }] : [])];
  return `<!doctype html>
<html lang="${own.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${esc(title)} | ${esc(trail.length ? name : site.taglines[lang])}</title>
<meta name="description" content="${esc(description ?? title)}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0b3a58" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#07202f" media="(prefers-color-scheme: dark)">
<link rel="canonical" href="${url(lang)}">
${site.languages.map(({ code, tag }) => `<link rel="alternate" hreflang="${tag}" href="${url(code)}">`).join("\n")}
<link rel="alternate" hreflang="x-default" href="${url("vi")}">
<meta property="og:type" content="${type}">
<meta property="og:site_name" content="${esc(name)}">
<meta property="og:title" content="${esc(title)}">
<meta property="og:description" content="${esc(description ?? title)}">
<meta property="og:url" content="${url(lang)}">
<meta property="og:locale" content="${own.locale}">
${site.languages.filter(({ code }) => code !== lang).map(({ locale }) => `<meta property="og:locale:alternate" content="${locale}">`).join("\n")}
<meta name="twitter:card" content="summary">
<link rel="alternate" type="application/atom+xml" title="${esc(name)}" href="/${lang}/feed.xml">
<link rel="icon" type="image/svg+xml" href="${assets["favicon.svg"]}">
<link rel="stylesheet" href="${assets["css/site.css"]}">
<link rel="stylesheet" media="print" href="${assets["css/print.css"]}">
<link rel="stylesheet" href="${assets["css/code.css"]}">
<script src="${assets["js/site.js"]}" defer></script>
${graph.length ? `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", "@graph": graph }).replaceAll("<", "\\u003c")}</script>\n` : ""}</head>
<body class="kind-${type} template-${kind ?? ""}">
<a class="skip" href="#main">${t.skip}</a>
<header class="site-head">
<div class="strip">
<div class="wrap strip-row">
<p class="strip-owner"></p>
<nav class="languages" aria-label="${t.languages}">
<ul>
${site.languages.map(({ code, tag, name }) => `<li><a href="/${code}/${path}" lang="${tag}" hreflang="${tag}" data-lang="${code}"${code === lang ? ' aria-current="true"' : ""}>${name}</a></li>`).join("\n")}
</ul>
</nav>
</div>
</div>
<div class="wrap brand-row">
<a class="brand" href="/${lang}/">
${mark}
<span class="brand-text"><span class="brand-name">${esc(name)}</span><span class="brand-tagline">${esc(site.taglines[lang])}</span></span>
</a>
<details class="menu-fold">
<summary>${t.menu}</summary>
<nav aria-label="${t.menu_main}">${menu(data, kind, exact)}</nav>
</details>
</div>
<nav class="menu-bar" aria-label="${t.menu_main}"><div class="wrap">${menu(data, kind, exact)}</div></nav>
</header>
<div class="print-head" aria-hidden="true">
<span class="print-head-name">${esc(name)}</span>
</div>
<main id="main" tabindex="-1">
${trail.length ? `<div class="page-head">
<div class="wrap">
<nav class="breadcrumbs" aria-label="${t.breadcrumbs}">
<ol>
<li><a href="/${lang}/">${t.home}</a></li>
${trail.map(([label, at], index) => (index + 1 < trail.length ? `<li><a href="/${lang}/${at}">${esc(label)}</a></li>` : `<li><span aria-current="page">${esc(label)}</span></li>`)).join("\n")}
</ol>
</nav>
${head ?? `<h1>${esc(title)}</h1>`}
</div>
</div>` : head}
${main}
${updated ? `<div class="wrap"><p class="page-updated">${t.updated}<time datetime="${iso(updated)}">${long(updated, own.tag)}</time></p></div>\n` : ""}</main>
<footer class="site-foot">
<img class="site-foot-chart" src="${assets["rhumbs.svg"]}" alt="" width="1440" height="720" loading="lazy">
<div class="wrap site-foot-grid">
<div class="site-foot-owner">
${mark}
<p class="site-foot-name">${esc(name)}</p>
</div>
<nav class="site-foot-menu" aria-label="${t.menu_footer}">${menu(data, kind, exact)}</nav>
<ul class="site-foot-links">
<li><a href="/${lang}/sitemap/">${t.sitemap}</a></li>
<li><a href="/${lang}/feed.xml">${t.feed}</a></li>
<li><a href="#main">${t.to_top}</a></li>
</ul>
</div>
</footer>
</body>
</html>
`;
}

// Links to the pages of a list: the first, the last and those around this one. `url` gives the address of a page by its number.
export function pager({ words, lang }, at, count, url) {
  if (count < 2) return "";
  const t = words[lang], out = [];
  const link = (n, rel, text, current) => out.push(`<li><a${rel ? ` rel="${rel}"` : ""} href="${url(n)}"${current ? ' aria-current="page"' : ""}>${text}</a></li>`);
  if (at) link(at - 1, "prev", t.previous);
  let gap = false;
  for (let n = 0; n < count; n++) {
    if (n && n + 1 < count && Math.abs(n - at) > 2) {
      gap = true;
      continue;
    }
    if (gap) out.push('<li class="gap" aria-hidden="true">…</li>');
    gap = false;
    link(n, "", `<span class="visually-hidden">${fill(t.page_n, { n: n + 1 })}</span><span aria-hidden="true">${n + 1}</span>`, n === at);
  }
  if (at + 1 < count) link(at + 1, "next", t.next);
  return `<nav class="pagination" aria-label="${t.pagination}">
<ul>
${out.join("\n")}
</ul>
</nav>`;
}
