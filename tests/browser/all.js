// The browser tests. `node all.js pages print` runs only these suites.
const suites = ["output", "pages", "languages", "scripts", "keyboard", "fonts", "print", "below", "offline", "nu"];
const asked = process.argv.slice(2);
for (const name of asked) {
  if (!suites.includes(name)) {
    console.error(`There is no suite "${name}". Suites: ${suites.join(", ")}.`);
    process.exit(1);
  }
}
for (const name of asked.length ? suites.filter((suite) => asked.includes(suite)) : suites) await import(`./suites/${name}.js`);
