// The Nu HTML Checker on every page and style sheet, in one run of Java.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { relative } from "node:path";
import { describe } from "node:test";
import { fileURLToPath } from "node:url";
import { check, none } from "../lib/browser.js";
import { files, pages, SITE } from "../lib/site.js";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

// What is right although the checker does not know it: [file name, message, why].
const known = [
  [/\.html$/, /document-wide default language is obsolete/, "search engines of some countries still read it; `lang` says the same"],
  [/\.css$/, /“background”: too few values for the property “linear-gradient”/, "a colour with two positions is two stops in CSS Images 4, the checker knows level 3"],
  [/\.css$/, /“container-type”: Property|Unrecognized at-rule “@container”|“max-width”: Unknown dimension/, "container queries are CSS Containment 3, which the checker does not know"],
  [/leaflet\.[0-9a-f]+\.css$/, /./, "it is somebody else's, and published as it came"],
];

const messages = new Promise((resolve, reject) => {
  // The exit code is 1 when there are errors: they are read from the output.
  execFile(process.env.JAVA || "java", ["-jar", jar, "--skip-non-html", "--also-check-css", "--format", "json", "--stdout", SITE], { maxBuffer: 1 << 28, encoding: "utf8" }, (error, output) => {
    try {
      resolve(JSON.parse(output).messages);
    } catch {
      reject(new Error(`The checker did not run: ${error?.message ?? output.slice(0, 500)}`));
    }
  });
});
messages.catch(() => undefined);

const place = (message) => `${relative(SITE, fileURLToPath(message.url))}:${message.lastLine ?? "?"}: ${message.message} ${(message.extract ?? "").replace(/\s+/g, " ")}`;

export default () => describe("nu", () => {
  const open = async () => (await messages).filter((message) => !known.some(([file, text]) => file.test(message.url ?? "") && text.test(message.message)));
  check(`no error in ${pages().length} pages and ${files(SITE).filter((file) => file.endsWith(".css")).length} style sheets`, async () => none((await open()).filter((message) => message.type !== "info").map(place)));
  check("no warning either", async () => none((await open()).filter((message) => message.type === "info" && message.subType === "warning").map(place)));
});
