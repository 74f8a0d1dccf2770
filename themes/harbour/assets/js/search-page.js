// What only the page of the search has: facets and ranges beside the results, an order, and an address that holds all of it. On the
// page that is not there, the words of the address that somebody came by.
window.portolanSearchPage = (box) => {
  const { form, scope, input, main } = box;
  if (!main) return undefined;
  if (form.hasAttribute("data-search-lost")) return lost();
  const panel = scope.querySelector("[data-search-panel]");
  const groups = [...panel.querySelectorAll("[data-search-facet]")];
  const fields = [...panel.querySelectorAll("[data-search-range]")];
  const order = panel.querySelector("[data-search-order]");
  const state = { facets: {}, ranges: {}, order: "relevance" };
  let part;

  const chosen = () => Object.values(state.facets).some((values) => values.length) || Object.values(state.ranges).some((ends) => ends.some((end) => end !== undefined));

  /** What is left of the records found, and how many each value would leave; with nothing asked, of all. */
  async function narrow(core, { meta, part: read }, { query, found }) {
    part ??= core.facetsOf(await read("f"));
    if (query || chosen()) return core.narrow(found, part, state);
    const all = Array.from({ length: meta.docs }, (_, doc) => ({ doc, score: 0 }));
    return { kept: [], counts: core.narrow(all, part, state).counts };
  }

  // ---- The panel ----

  function tick(facet, [value, count], figure) {
    const label = document.createElement("label");
    const check = document.createElement("input");
    const text = document.createElement("span");
    const number = document.createElement("span");
    check.type = "checkbox";
    check.value = value;
    check.checked = Boolean(state.facets[facet]?.includes(value));
    text.textContent = value;
    number.textContent = figure(count);
    number.className = "search-figure";
    label.append(check, text, number);
    return label;
  }

  /** Shows the values that would leave something, with how much; the one that has the focus keeps it. */
  function offer(counts, figure) {
    for (const group of groups) {
      const facet = group.dataset.searchFacet;
      const focused = group.contains(document.activeElement) ? document.activeElement.value : undefined;
      const values = (counts[facet] ?? []).filter(([value, count]) => count || state.facets[facet]?.includes(value));
      group.replaceChildren(...values.map((value) => tick(facet, value, figure)));
      group.closest("fieldset").hidden = !values.length;
      if (focused !== undefined) [...group.querySelectorAll("input")].find(({ value }) => value === focused)?.focus();
    }
    const clear = panel.querySelector("[data-search-clear]");
    clear.hidden = !chosen();
  }

  /** A bound as the index has it: a day is the number that its digits make, a figure is whole in the unit of the index. */
  const bound = ({ value, type, dataset: { searchScale: scale = 1 } }) => {
    if (value === "") return undefined;
    return type === "date" ? Number(value.replaceAll("-", "")) : Math.round(Number(value) * scale);
  };

  function ranges() {
    for (const { dataset: { searchRange: name } } of fields) state.ranges[name] = fields.filter((field) => field.dataset.searchRange === name).map(bound);
    state.order = order.value;
  }

  function read() {
    for (const group of groups) state.facets[group.dataset.searchFacet] = [...group.querySelectorAll("input:checked")].map(({ value }) => value);
    ranges();
  }

  function clear() {
    for (const check of panel.querySelectorAll("input:checked")) check.checked = false;
    for (const field of fields) field.value = "";
    read();
    box.search();
    input.focus();
  }

  // ---- The address ----

  function parameters(query) {
    const to = new URLSearchParams();
    if (query) to.set("q", query);
    for (const [name, values] of Object.entries(state.facets)) for (const value of values) to.append(name, value);
    for (const field of fields) if (field.value) to.set(`${field.dataset.searchRange}-${field.dataset.searchEnd}`, field.value);
    if (state.order !== "relevance") to.set("order", state.order);
    return to.toString();
  }

  /** True while letters come that belong to the entry of the history which the first of them began. */
  let writing = false;

  /** Puts the question into the address. Who goes back comes to the question before it, not to each of its letters. */
  function write(query, typing) {
    const search = parameters(query);
    const before = location.search.replace(/^\?/, "");
    const address = search ? `?${search}` : location.pathname;
    const step = before && search !== before && !writing ? "pushState" : "replaceState";
    try {
      history[step](null, "", address);
    } catch { /* a browser that keeps none from a disk */ }
    writing = typing;
    name(query);
  }

  const title = document.title;
  /** Puts the question into the page's title, and into the addresses of the page in other languages. */
  function name(query) {
    document.title = query ? `${query} – ${title}` : title;
    for (const link of document.querySelectorAll(".languages a")) link.href = link.href.split("?")[0] + (query ? `?q=${encodeURIComponent(query)}` : "");
  }

  /** Puts into the field and the panel what the address says; true where it asks for something. */
  function restore() {
    const from = new URLSearchParams(location.search);
    // No server refuses an address with that much.
    input.value = (from.get("q") ?? "").slice(0, input.maxLength);
    for (const { dataset: { searchFacet: name } } of groups) state.facets[name] = from.getAll(name);
    for (const field of fields) field.value = from.get(`${field.dataset.searchRange}-${field.dataset.searchEnd}`) ?? "";
    order.value = from.get("order") ?? "relevance";
    if (!order.value) order.value = "relevance";
    ranges();
    name(input.value);
  }

  function begin() {
    panel.open = matchMedia("(min-width: 64rem)").matches;
    restore();
    panel.addEventListener("change", () => {
      read();
      box.search();
    });
    panel.querySelector("[data-search-clear]").addEventListener("click", clear);
    input.addEventListener("change", () => { writing = false; });
    window.addEventListener("popstate", () => {
      writing = false;
      restore();
      box.search({ still: true });
    });
    // Also with nothing asked: the panel says what there is.
    return true;
  }

  return { chosen, narrow, offer, write, clear, begin };

  /** The words of an address without the way to the site, the language and the end of a file's name. */
  function words({ dataset }) {
    const root = new URL(dataset.searchRoot, document.baseURI).pathname;
    const path = location.pathname.startsWith(root) ? location.pathname.slice(root.length) : location.pathname;
    let text = path;
    try {
      text = decodeURIComponent(path);
    } catch { /* an address that nobody can read: its letters are taken as they are */ }
    const parts = text.replace(/\.[a-z]{3,5}$/i, "").split("/").filter(Boolean);
    const codes = [...document.querySelectorAll(".languages [data-lang]")].map((link) => link.dataset.lang);
    if (codes.includes(parts[0])) parts.shift();
    // The page's own name says nothing of what was wanted.
    if (["index", "404"].includes(parts.at(-1))) parts.pop();
    return parts.join(" ").split(/[-_+.\s]+/).filter(Boolean).join(" ");
  }

  function lost() {
    return {
      chosen: () => false,
      narrow: async (_, __, { found }) => ({ kept: found }),
      write: () => {},
      begin: () => {
        const own = words(form);
        if (own) input.value = `${own} `;
        return Boolean(own);
      },
    };
  }
};
