import { esc, language } from "./_includes/html.mjs";

export const data = {
  pagination: { data: "site.languages", size: 1, alias: "feed" },
  eleventyExcludeFromCollections: true,
  permalink: ({ feed }) => `/${feed.code}/feed.xml`,
};

export function render({ site, feed, collections }) {
  const lang = feed.code, home = `${site.base}/${lang}/`, time = (page) => page.date.toISOString();
  const pages = (collections.groups[lang] ?? []).slice(0, 20);
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language(site, lang).tag}">
<id>${home}</id><title>${esc(site.titles[lang])}</title>${pages[0] ? `<updated>${time(pages[0])}</updated>` : ""}<link rel="self" type="application/atom+xml" href="${home}feed.xml"/><link rel="alternate" type="text/html" href="${home}"/><author><name>${esc(site.titles[lang])}</name></author>
${pages.map((page) => `<entry><id>${site.base}${page.url}</id><title>${esc(page.data.title)}</title><link rel="alternate" type="text/html" href="${site.base}${page.url}"/><published>${time(page)}</published><updated>${time(page)}</updated><summary>${esc(page.data.summary)}</summary></entry>`).join("\n")}
</feed>
`;
}
