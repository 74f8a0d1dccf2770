// How good, how large and how quick the search of a built site is.
//
//   node tests/bench/search/measure.mjs SITE [--show] [--lang vi]
//
// `queries/` has what readers may type, with the records that they mean by it, as ids: `a,b` wants both, `a|b` either. The search was
// tuned with these; `unseen/` was written afterwards and looked at once. Of each language: the share of wanted records among the first
// five results (recall@5), and the mean of one divided by the place of the first (MRR).
//
// Bytes are those of gzip at its best. A first search is what a reader loads for one query pasted into the box: the first part of the
// index, the parts that hold its words, and what the first eight results show. Times are this machine's, in Node.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { fit, mean, names, queries } from "./queries.mjs";

const [site, ...options] = process.argv.slice(2);
if (!site) {
  console.error("node tests/bench/search/measure.mjs SITE [--show] [--lang CODE]");
  process.exit(2);
}
const only = options.includes("--lang") ? options[options.indexOf("--lang") + 1] : undefined;
const show = options.includes("--show");

await import("../../../themes/harbour/assets/js/search-core.js");
const core = globalThis.portolanSearchCore;

/** The parts of an index, and the gzipped bytes of each. */
function reader(lang) {
  const parts = new Map();
  const load = (address) => {
    const name = address.split("?")[0].replace(/\.js$/, "");
    if (!parts.has(name)) {
      const script = readFileSync(`${site}/assets/search/${lang}/${name}.js`, "utf8");
      const value = JSON.parse(script.slice(script.indexOf(",") + 1, script.lastIndexOf(")")));
      parts.set(name, { value, size: gzipSync(script, { level: 9 }).length });
    }
    return parts.get(name);
  };
  return { parts, load };
}

const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];

async function judge(lang, set, index, ids) {
  const fits = [];
  const all = queries(set, lang);
  for (const { kind, query, wanted } of all) {
    for (const id of wanted.flat()) if (!ids.includes(id)) console.log(`${lang}: nothing has the id ${id}, which ${query} wants`);
    const { found } = await index.find(query);
    const got = found.map(({ doc }) => ids[doc]);
    const one = fit(wanted, got);
    fits.push(one);
    if (show && one.recall < 1) console.log(`${lang} ${set} ${kind} [${query}] wants ${wanted.map((any) => any.join("|"))}, got ${got.slice(0, 5)}`);
  }
  return [all.length, mean(fits.map(({ recall }) => recall)), mean(fits.map(({ reciprocal }) => reciprocal))];
}

/** What first searches load, and how long each takes once its parts are there. */
async function cost(lang, meta) {
  const sizes = [], times = [];
  for (const { query } of queries("queries", lang)) {
    const { parts, load } = reader(lang);
    load("meta");
    const index = core.open(meta, async (name) => load(name).value);
    const start = performance.now();
    const { found } = await index.find(query);
    times.push(performance.now() - start);
    for (const { doc } of found.slice(0, 8)) load(`d${Math.floor(doc / meta.each)}`);
    sizes.push([...parts.values()].reduce((sum, { size }) => sum + size, 0));
  }
  return [at(sizes, 0.5), at(sizes, 0.9), at(sizes, 1), at(times, 0.5).toFixed(1), at(times, 0.95).toFixed(1)];
}

const table = [["language", "records", "queries", "recall@5", "MRR", "unseen", "recall@5", "MRR", "index", "first search", "90 %", "most", "ms", "95 %"]];
for (const lang of readdirSync(`${site}/assets/search`).filter((code) => !only || code === only)) {
  const { parts, load } = reader(lang);
  const meta = load("meta").value;
  const files = readdirSync(`${site}/assets/search/${lang}`);
  files.forEach((file) => load(file));
  const whole = [...parts.values()].reduce((sum, { size }) => sum + size, 0);
  const rows = Array.from({ length: Math.ceil(meta.docs / meta.each) }, (_, i) => load(`d${i}`).value).flat();
  const ids = names(site, lang, rows);
  const index = core.open(meta, async (name) => load(name).value);
  table.push([lang, meta.docs, ...(await judge(lang, "queries", index, ids)), ...(await judge(lang, "unseen", index, ids)), whole, ...(await cost(lang, meta))]);
}
console.log(table.map((row) => `| ${row.join(" | ")} |`).join("\n").replace("\n", `\n|${"---|".repeat(table[0].length)}\n`));
