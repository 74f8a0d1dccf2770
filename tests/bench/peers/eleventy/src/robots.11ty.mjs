export const data = { permalink: "/robots.txt", eleventyExcludeFromCollections: true };
export const render = ({ site }) => `User-agent: *\nAllow: /\n\nSitemap: ${site.base}/sitemap.xml\n`;
