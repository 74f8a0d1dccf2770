export const data = { permalink: "/index.html", eleventyExcludeFromCollections: true };
export const render = ({ site }) => `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>${site.titles.vi}</title></head>
<body><ul>
${site.languages.map(({ code, tag, name }) => `<li><a href="/${code}/" lang="${tag}" hreflang="${tag}">${name}</a></li>`).join("\n")}
</ul></body>
</html>
`;
