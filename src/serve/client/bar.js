// The bar at the foot of the window: this page in each language, findings, what is shown, and the way to the source.
import { h, icon } from "./dom.js";
import { open, post } from "./overlay.js";
import { day } from "./words.js";

const PATIENCE = 3000;
const FOLDED = "portolan-folded";
const STATES = new Set(["current", "stale", "fallback", "missing", "draft", "machine"]);

export class Bar {
  #root;
  #say;
  #ui;
  #overlay;
  #state = null;
  #build = null;
  #asked = 0;
  #soon = 0;
  #wish = null;
  #panel = null;
  #parts;
  #controls;

  constructor(root, { say, ui, overlay }) {
    this.#root = root;
    this.#say = say;
    this.#ui = ui;
    this.#overlay = overlay;
    this.#parts = this.#frame();
    this.#controls = this.#switches();
    root.append(this.#parts.bar, this.#parts.opener);
    overlay.onopen = (isOpen) => this.#parts.findings.setAttribute("aria-expanded", String(isOpen));
    this.#fold(recall() === "1", { quiet: true });
    new ResizeObserver(() => this.#room()).observe(this.#parts.bar);
    root.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("pointerdown", (event) => {
      if (this.#panel && !event.composedPath().some((one) => one === this.#panel.box || one === this.#panel.button)) this.#shut();
    });
    this.#ask();
  }

  /** A build: what it found is shown at once, the state of this page is asked for. */
  heard(build) {
    this.#build = build;
    this.#overlay.found(build);
    this.#findings();
    // The page itself goes first: nobody waits for the chips. Of many quick saves only the last is asked about.
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#ask(), 80);
  }

  /** The page has changed on screen; `took` is null when nobody is waiting for it. */
  changed({ took, moved }) {
    if (took !== null) {
      const { time } = this.#parts;
      time.textContent = this.#say("took", { n: took });
      time.title = this.#say("took_title", { n: took });
      time.hidden = false;
    }
    if (moved) this.#ask();
  }

  connected(is) {
    const { lost, bar, opener } = this.#parts;
    lost.replaceChildren(...(is ? [] : [icon("lost"), this.#say("lost")]));
    bar.classList.toggle("is-lost", !is);
    opener.classList.toggle("is-lost", !is);
    if (is) this.#ask();
  }

  // ---- Frame ----

  #frame() {
    const say = this.#say;
    const button = (name, word, properties = {}) => h("button", { type: "button", class: `tool tool-${name}`, title: word, ...properties },
      icon(name), h("span", { class: "word" }, word));
    const languages = h("ul", { class: "languages" });
    const findings = h("button", { type: "button", class: "tool findings-count", "aria-expanded": "false", onclick: (event) => this.#list(event.currentTarget) });
    const lost = h("p", { class: "lost", role: "status" });
    const time = h("p", { class: "time", hidden: true });
    const source = button("source", say("source"), { hidden: true, onclick: () => this.#source() });
    const side = h("a", { class: "tool tool-side", title: say("side_title"), hidden: true }, icon("side"), h("span", { class: "word" }, say("side")));
    const view = button("view", say("view"), { "aria-expanded": "false", "aria-controls": "view-panel", onclick: () => this.#toggle("view") });
    const more = button("more", say("more"), { "aria-expanded": "false", "aria-controls": "more-panel", onclick: () => this.#toggle("more") });
    const fold = button("fold", say("fold"), { onclick: () => this.#fold(true) });
    const panels = h("div", { class: "panels" });
    const bar = h("section", { class: "bar", "aria-label": `Portolan: ${say("bar")}` },
      panels,
      h("div", { class: "row" },
        h("nav", { class: "languages-box", "aria-label": say("languages") }, languages),
        h("div", { class: "tools" }, lost, time, findings, source, side, view, more, fold)));
    const opener = h("button", { type: "button", class: "opener", title: say("unfold"), hidden: true, onclick: () => this.#fold(false) },
      icon("compass"), h("span", { class: "hidden" }, say("unfold")), h("span", { class: "dot", "aria-hidden": "true" }));
    return { bar, opener, languages, findings, lost, time, source, side, view, more, fold, panels };
  }

  #fold(folded, { quiet = false } = {}) {
    const { bar, opener, fold } = this.#parts;
    this.#shut();
    bar.hidden = folded;
    opener.hidden = !folded;
    remember(folded ? "1" : "0");
    this.#room();
    if (!quiet) (folded ? opener : fold).focus({ preventScroll: true });
  }

  /** The page ends above the bar. */
  #room() {
    const height = this.#parts.bar.hidden ? 0 : Math.ceil(this.#parts.bar.querySelector(".row").getBoundingClientRect().height);
    document.documentElement.style.setProperty("--portolan-bar", `${height}px`);
  }

  #key(event) {
    if (event.key !== "Escape" || !this.#panel) return;
    const { button } = this.#panel;
    event.preventDefault();
    event.stopPropagation();
    this.#shut();
    button.focus({ preventScroll: true });
  }

  // ---- State of this page ----

  async #ask() {
    this.#asked += 1;
    const mine = this.#asked;
    let state;
    try {
      const answer = await fetch(`/_portolan/state?path=${encodeURIComponent(decodeURI(location.pathname))}`, { cache: "no-store" });
      if (!answer.ok) return;
      state = await answer.json();
    } catch {
      return;
    }
    if (mine !== this.#asked) return;
    const before = JSON.stringify(this.#state);
    this.#state = state;
    if (JSON.stringify(state) !== before) this.#draw();
  }

  #draw() {
    const { languages = [], sources = [], view = {}, can_open: canOpen = false } = this.#state;
    this.#overlay.canOpen = canOpen;
    this.#overlay.of(sources.map(({ path }) => path));
    const focused = [...this.#parts.languages.querySelectorAll("a")].indexOf(this.#root.activeElement);
    this.#parts.languages.replaceChildren(...languages.map((one) => this.#language(one)));
    if (focused >= 0) this.#parts.languages.querySelectorAll("a")[focused]?.focus({ preventScroll: true });
    const here = languages.find((one) => one.here);
    const other = languages.find((one) => !one.here && one.url);
    const { side, source } = this.#parts;
    side.hidden = !here || !other;
    if (other) side.href = `/_portolan/side?${new URLSearchParams({ left: location.pathname, right: other.url, ui: this.#ui })}`;
    source.hidden = !canOpen || sources.length === 0;
    this.#view(view);
    this.#findings();
    if (this.#panel?.name === "more") this.#fill("more");
    else if (this.#panel?.name === "source") this.#fill("source");
  }

  #language(one) {
    const state = STATES.has(one.state) ? one.state : "missing";
    const word = this.#say(`state_${state}`, { n: one.stale ?? 0 });
    const inner = [
      h("span", { class: "name", lang: one.tag }, one.name),
      h("span", { class: "short", "aria-hidden": "true" }, one.code.toUpperCase()),
      " ",
      h("span", { class: "badge" },
        icon(state),
        state === "stale" ? h("span", { class: "number", "aria-hidden": "true" }, String(one.stale ?? "")) : null,
        h("span", { class: "badge-word" }, word)),
    ];
    const title = `${one.name}: ${word}${one.here ? ` (${this.#say("here")})` : ""}`;
    const label = { class: `chip is-${state}`, title };
    const missing = { role: "link", "aria-disabled": "true" };
    const there = one.here ? { "aria-current": "page", href: one.url ?? location.pathname } : one.url ? { href: one.url } : missing;
    return h("li", {}, h("a", { ...label, ...there }, inner));
  }

  #findings() {
    const { errors = 0, warnings = 0 } = this.#build ?? this.#state ?? {};
    const { findings, opener } = this.#parts;
    const kinds = [["error", errors], ["warning", warnings]].filter(([, n]) => n > 0);
    const fine = h("span", { class: "count is-fine" }, icon("current"), h("span", { class: "word" }, this.#say("fine")));
    findings.replaceChildren(...kinds.map(([kind, n]) => this.#count(kind, n)), ...(kinds.length ? [] : [fine]));
    const words = kinds.map(([kind, n]) => this.#say(`${kind}s`, { n })).join(", ") || this.#say("fine");
    findings.setAttribute("aria-label", `${words}: ${this.#say("show_list")}`);
    findings.title = words;
    opener.classList.toggle("has-errors", errors > 0);
    opener.classList.toggle("has-warnings", errors === 0 && warnings > 0);
  }

  #count(kind, n) {
    const word = this.#say(`${kind}s`, { n }).replace(/^\d+\s*/, "");
    return h("span", { class: `count is-${kind}` }, icon(kind), h("span", { class: "count-number" }, String(n)), h("span", { class: "word" }, word));
  }

  #list(by) {
    this.#shut();
    if (this.#overlay.open) this.#overlay.fold();
    else this.#overlay.show({ by });
  }

  // ---- Panels ----

  #toggle(name) {
    if (this.#panel?.name === name) this.#shut();
    else {
      this.#shut();
      const button = this.#parts[name];
      const label = this.#say(name === "more" ? "more" : `${name}_title`);
      const box = h("div", { class: `panel panel-${name}`, id: `${name}-panel`, role: "group", "aria-label": label });
      this.#panel = { name, button, box };
      this.#fill(name);
      this.#parts.panels.replaceChildren(box);
      button.setAttribute("aria-expanded", "true");
      box.querySelector("a[href], button, input")?.focus({ preventScroll: true });
    }
  }

  #shut() {
    this.#panel?.button.setAttribute("aria-expanded", "false");
    this.#panel = null;
    this.#parts.panels.replaceChildren();
  }

  #fill(name) {
    const { box } = this.#panel;
    if (name === "view") box.replaceChildren(this.#controls.form);
    if (name === "source") box.replaceChildren(...this.#files());
    if (name === "more") box.replaceChildren(...this.#links(), ...this.#files(), this.#controls.form);
  }

  #links() {
    const { side, time } = this.#parts;
    return [
      side.hidden ? null : h("a", { class: "entry", href: side.getAttribute("href") }, icon("side"), this.#say("side_title")),
      time.hidden ? null : h("p", { class: "entry" }, icon("current"), time.title),
    ].filter(Boolean);
  }

  #files() {
    if (!this.#state?.can_open) return [];
    const { sources = [] } = this.#state;
    if (sources.length === 0) return [];
    const entry = ({ path, line }) => h("li", {},
      h("button", { type: "button", class: "entry", onclick: () => this.#open(path, line) }, icon("source"), h("span", { class: "path" }, path)));
    return [h("h2", {}, this.#say("source_title")), h("ul", {}, sources.map(entry)), h("p", { class: "failed", role: "alert" })];
  }

  #source() {
    const { sources } = this.#state;
    if (sources.length === 1) this.#open(sources[0].path, sources[0].line);
    else this.#toggle("source");
  }

  async #open(path, line) {
    if (await open(path, line)) this.#shut();
    else {
      if (!this.#panel) this.#toggle("source");
      const failed = this.#panel?.box.querySelector(".failed");
      if (failed) failed.textContent = this.#say("open_failed");
    }
  }

  #switches() {
    const say = this.#say;
    const send = () => this.#send();
    const toggle = (name) => {
      const [id, help] = [`view-${name}`, `view-${name}-help`];
      const input = h("input", { type: "checkbox", role: "switch", id, "aria-describedby": help, onchange: send });
      return { input, row: h("div", { class: "switch" }, input, h("label", { for: id }, say(name)), h("p", { id: help }, say(`${name}_help`))) };
    };
    const drafts = toggle("drafts");
    const future = toggle("future");
    const date = h("input", { type: "date", id: "view-date", "aria-describedby": "view-date-help", onchange: send });
    const emptied = () => {
      date.value = "";
      date.focus();
      send();
    };
    const name = say("as_of_clear");
    const clear = h("button", { type: "button", class: "plain", title: name, "aria-label": name, hidden: true, onclick: emptied }, icon("close"));
    const help = h("p", { id: "view-date-help" });
    const failed = h("p", { class: "failed", role: "alert" });
    const form = h("form", { class: "view", onsubmit: (event) => event.preventDefault() },
      h("h2", {}, say("view_title")), drafts.row, future.row,
      h("div", { class: "date" }, h("label", { for: "view-date" }, say("as_of")), h("span", { class: "date-field" }, date, clear), help), failed);
    return { form, drafts: drafts.input, future: future.input, date, clear, help, failed };
  }

  async #send() {
    const { drafts, future, date, clear, failed } = this.#controls;
    if (!date.checkValidity()) return;
    clear.hidden = !date.value;
    failed.textContent = "";
    const wish = { drafts: drafts.checked, future: future.checked, as_of: date.value || null };
    this.#wish = { ...wish, until: performance.now() + PATIENCE };
    if (await post("view", wish)) this.#ask();
    else {
      this.#wish = null;
      failed.textContent = this.#say("view_failed");
      this.#view(this.#state?.view ?? {});
    }
  }

  #view({ drafts = false, future = false, as_of: asOf = null, edition = null }) {
    const controls = this.#controls;
    // A state from before the wish was granted must not turn a switch back under the finger.
    const wish = this.#wish;
    if (wish && performance.now() < wish.until && (wish.drafts !== drafts || wish.future !== future || wish.as_of !== asOf)) return;
    this.#wish = null;
    controls.drafts.checked = drafts;
    controls.future.checked = future;
    // Not under the hands of whoever is choosing a day.
    if (this.#root.activeElement !== controls.date) controls.date.value = asOf ?? "";
    controls.clear.hidden = !asOf;
    controls.help.textContent = edition ? this.#say("as_of_help", { date: day(this.#ui, edition) }) : "";
    const { view } = this.#parts;
    const active = [drafts ? this.#say("drafts") : null, future ? this.#say("future") : null, asOf ? day(this.#ui, asOf) : null].filter(Boolean);
    view.classList.toggle("is-on", active.length > 0);
    this.#parts.more.classList.toggle("is-on", active.length > 0);
    view.title = active.length ? `${this.#say("view")}: ${active.join(", ")}` : this.#say("view_title");
  }
}

function recall() {
  try { return sessionStorage.getItem(FOLDED); } catch { return null; }
}

function remember(value) {
  try { sessionStorage.setItem(FOLDED, value); } catch { /* storage is off: the bar is open on the next page again */ }
}
