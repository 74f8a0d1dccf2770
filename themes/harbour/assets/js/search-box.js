// Search as you type, in the head of a page and on a page of its own. Parts of the index come as scripts that call the function
// below, so that it works from a disk too, and under a policy that allows nothing but the site's own files. What words mean and
// which records fit is the affair of `search-core.js`; what only the page of the search has, that of `search-page.js`.
//
// Results are a plain list of links, not a combobox: a link can be opened beside, copied and read by lists of links, the arrow keys
// stay with the input methods of Asian languages, and what a screen reader says of it is the same everywhere.
window.portolanSearchBox = (() => {
  const core = window.portolanSearchCore;

  /** So many results are shown at first, and each time more are asked for; in the head of a page fewer. */
  const FIRST = 10, BRIEF = 6;
  /** Who types faster than this, in milliseconds, hears nothing in between. */
  const PAUSE = 500;

  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const button = (className, text, work) => {
    const element = make("button", className, text);
    element.type = "button";
    element.addEventListener("click", work);
    return element;
  };
  // The first number takes a browser longer than the search: it is written before somebody types.
  const figures = new Intl.NumberFormat(document.documentElement.lang);
  figures.format(1);
  const figure = (n) => figures.format(n);

  // ---- The index ----

  const waiting = new Map();
  window.portolanSearchPart = (name, value) => waiting.get(name)?.(value);

  const load = (name, source) => new Promise((done, failed) => {
    waiting.set(name, done);
    const script = make("script");
    script.src = source;
    script.addEventListener("error", () => failed(new Error(name)));
    script.addEventListener("load", () => script.remove());
    document.head.append(script);
  });

  let opened;
  /** The index, read when somebody first turns to it: that of the page's language, whichever form asks. Its parts stand beside the
      first and are asked for with the digest of their bytes, so that they may be kept for ever. */
  function index({ dataset }) {
    const first = new URL(dataset.search, document.baseURI);
    opened ??= load("meta", first).then((meta) => ({ meta, ...core.open(meta, (name, version) => load(name, new URL(`${name}.js?v=${version}`, first))) }));
    return opened;
  }

  /** Goes once through what a search does, with an index of one record: a browser reads a function when it is first called, and
      nobody is to wait for that with the first letter. */
  async function rehearse({ meta }, form) {
    const parts = { t: "port !0,port=port !0", d: [["", "Port", "A port."]], s: "port" };
    const one = core.open({ ...meta, docs: 1, of: "0", firsts: [""], same: [], v: { t: "", d: "", s: "" } }, async (name) => parts[name[0]]);
    const { marks } = await one.find("port pxrt");
    result(["", "Port", "A port."], "", { form, say: () => "", marks, rules: one.rules });
  }

  async function rows({ meta, part }, docs) {
    const named = (doc) => `d${Math.floor(doc / meta.each)}`;
    await Promise.all([...new Set(docs.map(named))].map(part));
    return Promise.all(docs.map(async (doc) => (await part(named(doc)))[doc % meta.each]));
  }

  // ---- What is shown ----

  function marked(element, text, marks, rules) {
    for (const [piece, hit] of core.mark(text, marks, rules)) element.append(hit ? make("mark", "", piece) : piece);
    return element;
  }

  /** One result; a question brings its short answer, what that rests on, and when it was written. */
  function result([url, title, passage, answer, basis, written], kind, { form, say, marks, rules }) {
    const item = make("li", answer === undefined ? "search-result" : "search-result search-answer");
    const link = marked(make("a"), title, marks, rules);
    link.href = new URL(form.dataset.searchRoot + url, document.baseURI).href;
    item.append(link, make("span", "search-kind", kind));
    if (answer ?? passage) item.append(marked(make("p", "search-passage"), answer ?? passage, marks, rules));
    const rest = [basis, written && say("written", { date: written })].filter(Boolean);
    if (rest.length) {
      const line = make("p", "search-basis");
      line.append(...rest.map((text) => make("span", "", text)));
      item.append(line);
    }
    return item;
  }

  /** The list below the form in the head of a page. */
  function popup(form) {
    const status = make("p", "search-status");
    status.dataset.searchStatus = "";
    status.setAttribute("role", "status");
    const list = make("ol", "search-list");
    list.dataset.searchResults = "";
    const all = make("a", "search-all", form.dataset.sayAll);
    const frame = make("div", "search-popup");
    frame.append(status, list, all);
    form.append(frame);
    return { status, list, all };
  }

  /** Says what was found; `terse` while somebody types, when it is only read aloud once they pause. */
  function teller(status) {
    let pause;
    return (pieces, terse) => {
      clearTimeout(pause);
      status.setAttribute("aria-live", terse ? "off" : "polite");
      status.replaceChildren(...pieces);
      if (!terse) return;
      pause = setTimeout(() => {
        status.setAttribute("aria-live", "polite");
        // The change of a region is heard only when the region was one before; what can be clicked in it stays where it is.
        pause = setTimeout(() => status.firstChild?.replaceWith(status.firstChild.cloneNode()), 50);
      }, PAUSE);
    };
  }

  // ---- Keys ----

  /** Arrows go from the field through the links and back; Escape closes what is open, or comes back to the field. */
  function keys(form, scope, { input, list, close }) {
    scope.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const links = [...list.querySelectorAll("li > a")];
      const at = links.indexOf(document.activeElement);
      if (event.key === "Escape" && (at >= 0 || form.classList.contains("is-open"))) {
        input.focus();
        close();
      } else if (event.key === "ArrowDown" && (at >= 0 || event.target === input) && links.length) (links[at + 1] ?? links.at(-1)).focus();
      else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus();
      else return;
      event.preventDefault();
    });
  }

  /** Calls `work` whenever the text is another, but not for letters that an input method has not made up its mind about. Syllables
      of Hangul are text from the first letter on, and the last stays open until the field is left. */
  function typed(input, work) {
    input.addEventListener("input", (event) => {
      if (!event.isComposing || /^[가-힣]+$/.test(event.data ?? "")) work();
    });
    input.addEventListener("compositionend", work);
  }

  // ---- One form ----

  class Box {
    constructor(form) {
      this.form = form;
      this.scope = form.closest("[data-search-scope]") ?? form;
      this.main = form.hasAttribute("data-search-main");
      this.input = form.querySelector("[type=search]");
      const find = (name) => this.scope.querySelector(`[data-search-${name}]`);
      const own = this.main ? { status: find("status"), list: find("results") } : popup(form);
      Object.assign(this, own, { tips: find("tips"), index: find("index") });
      this.tell = teller(this.status);
      this.page = window.portolanSearchPage?.(this);
      this.serial = 0;
      this.last = { query: "", found: [], marks: { wanted: new Set() } };
      this.shown = this.step = this.main ? FIRST : BRIEF;
      this.say = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, () => value), form.dataset[`say${key[0].toUpperCase()}${key.slice(1)}`] ?? "");
    }

    /** Looks for what the field says. `typing` while letters come, `still` where the address says so already. */
    async search({ typing = false, still = false } = {}) {
      const mine = this.serial += 1;
      const text = this.input.value.trim();
      // One letter says nothing yet, and what begins with it would have to be loaded.
      const query = typing && /^[a-z]$/i.test(text) ? "" : text;
      try {
        const whole = await index(this.form);
        // A space at the end says that the last word does not go on.
        const answer = query ? await whole.find(this.input.value.trimStart()) : { found: this.page?.chosen() ? everything(whole.meta) : [], marks: { wanted: new Set() } };
        if (mine !== this.serial) return;
        this.last = { query, ...answer };
        this.shown = this.step;
        await this.draw(typing, mine);
        if (!still && mine === this.serial) this.page?.write(query, typing);
      } catch {
        // A part did not come: the next letter asks for all of them again.
        opened = undefined;
        if (mine === this.serial) this.fail();
      }
    }

    async draw(typing = false, mine = this.serial += 1) {
      const whole = await index(this.form);
      const { kept, counts } = await this.page?.narrow(core, whole, this.last) ?? { kept: this.last.found };
      const docs = kept.slice(0, this.shown).map(({ doc }) => doc);
      const { rules, meta, of } = whole;
      const { form, say } = this;
      const item = (row, i) => result(row, meta.collections[of[docs[i]]][0], { form, say, marks: this.last.marks, rules });
      const all = rows(whole, docs);
      // Who sees nothing yet sees the first result as soon as its part has come, and not when the slowest has.
      if (docs.length && !this.list.children.length) {
        const [first] = await Promise.race([rows(whole, docs.slice(0, 1)), all]);
        if (mine !== this.serial) return;
        this.list.replaceChildren(item(first, 0));
        this.frame(kept.length);
      }
      const items = (await all).map(item);
      if (mine !== this.serial) return;
      if (this.main && kept.length > this.shown) items.push(this.more());
      this.replace(items);
      this.tell(this.pieces(kept.length), typing);
      if (counts) this.page.offer(counts, figure);
      this.frame(kept.length);
    }

    /** Shows other results. Who has gone into the list already stays in it. */
    replace(items) {
      const links = () => [...this.list.querySelectorAll("li > a")];
      const at = links().indexOf(document.activeElement);
      this.list.replaceChildren(...items);
      if (at >= 0) (links()[at] ?? links().at(-1) ?? this.input).focus();
    }

    fail() {
      this.list.replaceChildren();
      this.tell([this.say("failed")], false);
      if (this.index) this.index.hidden = false;
      if (!this.main) this.form.classList.add("is-open");
    }

    /** What the line above the results is made of. */
    pieces(count) {
      const { query, found, meant } = this.last;
      if (!query && !this.page?.chosen()) return [];
      if (!count && (found.length || !query)) return [this.say("narrowed"), " ", button("search-clear", this.say("clear"), () => this.page.clear())];
      const out = [count ? this.say("count", { count: figure(count) }) : this.say("none", { query })];
      if (!meant) return out;
      const [before, after = ""] = this.say("meant").split("{query}");
      return [...out, " ", before, button("search-meant", meant, () => {
        this.input.value = meant;
        this.input.focus();
        this.search();
      }), after];
    }

    more() {
      const item = make("li", "search-more");
      item.append(button("button button-quiet", this.say("more"), async () => {
        const next = this.shown;
        this.shown += this.step;
        await this.draw();
        this.list.children[next]?.querySelector("a")?.focus();
      }));
      return item;
    }

    /** What stands around the results: in the head a frame that opens, on a page an index that makes room for them. */
    frame(count) {
      const asked = Boolean(this.last.query || this.page?.chosen());
      if (this.index) this.index.hidden = asked && count > 0;
      if (this.tips) this.tips.hidden = !asked || count > 0 || this.last.found.length > 0;
      if (this.main) return;
      this.form.classList.toggle("is-open", asked);
      this.all.hidden = !count;
      this.all.href = `${this.form.action.split("?")[0]}?q=${encodeURIComponent(this.last.query)}`;
    }

    close() {
      if (this.main) return;
      this.serial += 1;
      this.form.classList.remove("is-open");
    }

    begin() {
      const { form, input } = this;
      typed(input, () => this.search({ typing: true }));
      keys(form, this.scope, { input, list: this.list, close: () => this.close() });
      if (this.main) {
        form.addEventListener("submit", (event) => {
          event.preventDefault();
          // The keyboard of a telephone makes room for what was found.
          if (matchMedia("(pointer: coarse)").matches) input.blur();
          this.search();
        });
      } else {
        input.addEventListener("focus", () => { if (input.value) this.search({ typing: true }); });
        // Some browsers give no focus to a link that is clicked: only a focus elsewhere, or a click elsewhere, closes the list.
        form.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !form.contains(relatedTarget)) this.close(); });
        document.addEventListener("pointerdown", ({ target }) => { if (!form.contains(target)) this.close(); });
      }
      index(form).then((whole) => rehearse(whole, form)).catch(() => { opened = undefined; });
      if (this.page?.begin() || (!this.main && input.value)) this.search({ still: true });
    }
  }

  const everything = ({ docs }) => Array.from({ length: docs }, (_, doc) => ({ doc, score: 0 }));

  return (form) => new Box(form).begin();
})();
