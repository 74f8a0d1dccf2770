// What readers may type, and how well an answer fits.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = `${here}../../../`;

/** The ids of records by their titles. */
function idsByTitle(site, lang) {
  const ids = new Map();
  const manifest = readFileSync(`${site}/qr-manifest.csv`, "utf8").trim().split(/\r?\n/).slice(1);
  for (const line of manifest) {
    const [, id, , kind, of, ...rest] = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map((cell) => cell.replace(/,$/, "").replace(/^"|"$/g, "").replaceAll('""', '"'));
    if (kind === "page" && of === lang) ids.set(rest[0], id);
  }
  return ids;
}

/** Lists by their addresses, as `@zones`. */
function listsByAddress(lang) {
  const lists = new Map();
  for (const name of readdirSync(`${root}content`)) {
    let declared;
    try {
      declared = readFileSync(`${root}content/${name}/_collection.toml`, "utf8");
    } catch {
      continue;
    }
    const segment = declared.match(new RegExp(`^path\\.${lang} = "(.*)"`, "m"))?.[1] ?? name;
    lists.set(`${lang}/${segment}/`, `@${name}`);
  }
  return lists;
}

/** What each result is: the id of a record or of an entry, or a list. */
export function names(site, lang, rows) {
  const byTitle = idsByTitle(site, lang), lists = listsByAddress(lang);
  return rows.map(([url, title]) => {
    const address = url.replace(/index\.html(?=#|$)/, "");
    const [page, anchor] = address.split("#");
    return anchor ?? lists.get(page) ?? byTitle.get(title) ?? page.split("/").at(-2);
  });
}

/** The queries of a set in a language, each with what is wanted: of every list one. */
export function queries(set, lang) {
  const lines = readFileSync(`${here}${set}/${lang}.tsv`, "utf8").trim().split(/\r?\n/);
  return lines.filter((line) => !line.startsWith("#")).map((line) => {
    const [kind, query, expected] = line.split("\t");
    const wanted = expected.includes("|") ? [expected.split("|")] : expected.split(",").map((id) => [id]);
    return { kind, query, wanted };
  });
}

/** How well `got`, the ids of results in their order, fits what is wanted: recall among the first five, and one by the place of the first. */
export function fit(wanted, got) {
  const recall = wanted.filter((any) => any.some((id) => got.slice(0, 5).includes(id))).length / wanted.length;
  const first = got.findIndex((id) => wanted.flat().includes(id));
  return { recall, reciprocal: first < 0 ? 0 : 1 / (first + 1) };
}

export const mean = (list) => (list.reduce((sum, one) => sum + one, 0) / list.length).toFixed(3);
