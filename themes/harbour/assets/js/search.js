// The search of every page, until somebody turns to it: then the scripts that answer are loaded, each by its published name. A
// page that is there to search turns to it at once. Without this file a form leads to the page of the search, which has an index.
(() => {
  const forms = [...document.querySelectorAll("form[data-search]")];
  if (!forms.length) return;
  const [main] = [...forms].sort((a, b) => b.hasAttribute("data-search-main") - a.hasAttribute("data-search-main"));

  /** Resolves when all have run, in their order. */
  const load = (addresses) => Promise.all(addresses.map((address) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.async = false;
    script.addEventListener("load", done);
    script.addEventListener("error", () => failed(new Error(address)));
    script.src = address;
    document.head.append(script);
  })));

  // Who comes with a question does not want to see the index first.
  const index = document.querySelector("[data-search-index]");
  if (index && new URLSearchParams(location.search).get("q")) index.hidden = true;

  let begun;
  const begin = () => {
    begun ??= load(main.dataset.searchScripts.split(" ")).then(() => forms.forEach(window.portolanSearchBox));
    // A script that did not come is asked for again when the reader turns here again.
    begun.catch(() => {
      begun = undefined;
      if (index) index.hidden = false;
    });
  };
  for (const form of forms) {
    for (const touch of ["focusin", "pointerdown"]) form.addEventListener(touch, begin);
  }
  if (main.hasAttribute("data-search-main")) begin();

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const input = main.querySelector("[type=search]");
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
