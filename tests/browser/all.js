// The browser tests. `node all.js pages print` runs only these suites.
const suites = ["output", "pages", "languages", "scripts", "keyboard", "fonts", "print", "reflow", "below", "offline", "coverage", "maps", "folding", "search", "table", "save", "preview", "nu"];
const asked = process.argv.slice(2);
for (const name of asked) {
  if (!suites.includes(name)) {
    console.error(`There is no suite "${name}". Suites: ${suites.join(", ")}.`);
    process.exit(1);
  }
}
// All are read before the first begins, or the runner would think itself done in between.
const chosen = suites.filter((suite) => asked.length === 0 || asked.includes(suite));
const modules = await Promise.all(chosen.map((name) => import(`./suites/${name}.js`)));
for (const { default: begin } of modules) begin();
