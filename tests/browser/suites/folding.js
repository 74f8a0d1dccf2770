// The script folds what is typed exactly as the program folds what it indexes: one list of vectors holds both (`src/search`, `docs/search`).
import { describe } from "node:test";
import { readFileSync } from "node:fs";
import "../../../themes/harbour/assets/js/search-core.js";
import { check, none } from "../lib/browser.js";

const core = globalThis.portolanSearchCore;
const read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

/** Traditional characters and what they become. */
function han() {
  const rows = read("src/search/han.tsv").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t"));
  return [rows.map(([from]) => from).join(""), rows.map(([, to]) => to).join("")];
}

const written = ({ term, exact, soft, gap }) => `${gap ? "+" : ""}${soft ? "~" : ""}${term}${exact ? `=${exact}` : ""}`;

export default () => describe("folding", () => {
  check("the script folds texts as the program does", () => {
    const table = han();
    const rules = Object.fromEntries(Object.entries(JSON.parse(read("tests/search/vectors-rules.json"))).map(([lang, words]) => [lang, core.rulesOf({ han: table, ...words })]));
    const rows = read("tests/search/vectors.tsv").trimEnd().split("\n").slice(1).map((line) => line.split("\t"));
    none(rows.length >= 380 ? [] : [`${rows.length} vectors`]);
    none(rows.flatMap(([lang, input, expected = ""]) => {
      const found = core.tokens(JSON.parse(`"${input}"`), rules[lang]).map(written).join(" ");
      return found === expected ? [] : [`${lang} ${input}: ${found}, and not ${expected}`];
    }));
  });

  check("a language of which nothing is said asks no questions", async () => {
    const parts = { t0: "port %0", s: "port", d0: [] };
    const meta = { format: 1, lang: "fr", docs: 1, each: 20, firsts: ["port"], han: ["", ""], stop: [], endings: [], ask: ["("], same: [], kinds: [], collections: [["Ports", 100]], of: "0", v: { t: "00000000", d: "00000000", s: "00000000", f: "00000000" } };
    const { question, found } = await core.open(meta, async (name) => parts[name]).find("port");
    none(question || found.length !== 1 ? [`question: ${question}, found: ${found.length}`] : []);
  });
});
