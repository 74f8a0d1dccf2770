export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };

export function render({ site, collections }) {
  const others = (path) => site.languages.map(({ code, tag }) => `<xhtml:link rel="alternate" hreflang="${tag}" href="${site.base}/${code}/${path}"/>`).join("");
  const url = (lang, path, date) => `<url><loc>${site.base}/${lang}/${path}</loc>${date ? `<lastmod>${date.toISOString().slice(0, 10)}</lastmod>` : ""}${others(path)}</url>`;
  const out = [];
  for (const { code } of site.languages) {
    out.push(url(code, ""), url(code, "sitemap/"));
    for (const page of collections.groups[code] ?? []) out.push(url(code, page.url.slice(code.length + 2), page.date));
  }
  for (const list of collections.lists) out.push(url(list.lang, `${list.name}/${list.at ? `page-${list.at + 1}/` : ""}`));
  for (const { lang, name } of site.vocabularyPages) out.push(url(lang, `${name}/`));
  for (const { lang, name, entry, at } of collections.terms) out.push(url(lang, `${name}/${entry.id}/${at ? `page-${at + 1}/` : ""}`));
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${out.join("\n")}
</urlset>
`;
}
