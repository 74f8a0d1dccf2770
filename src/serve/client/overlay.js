// The list of findings over the page: by itself when the site has errors, on request for warnings too.
import { h, icon } from "./dom.js";

export class Overlay {
  #root;
  #say;
  #box;
  #voice;
  #opener = null;
  #folded = recall();
  /** The findings whose consequences are shown. */
  #unfolded = new Set();
  #findings = [];
  #counts = { errors: 0, warnings: 0 };
  #here = [];
  #drawn = "";
  /** Set when the server opens files for us. */
  canOpen = false;
  onopen = null;

  constructor(root, say) {
    this.#root = root;
    this.#say = say;
    this.#box = h("section", { class: "overlay", role: "dialog", "aria-labelledby": "overlay-title", tabindex: "-1", hidden: true });
    this.#voice = h("p", { class: "voice", "aria-live": "assertive" });
    root.append(this.#box, this.#voice);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.#box.hidden || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      this.fold();
    }, { capture: true });
  }

  get open() {
    return !this.#box.hidden;
  }

  /** What the last build found. Errors show themselves, unless just these were folded away. */
  found(build) {
    const had = this.#counts.errors;
    this.#findings = build.diagnostics ?? [];
    this.#counts = { errors: build.errors ?? 0, warnings: build.warnings ?? 0 };
    if (this.#counts.errors === 0) {
      this.#folded.clear();
      remember(this.#folded);
      if (had > 0) {
        this.#voice.textContent = this.#say("mended");
        if (this.open) this.#close();
      }
    } else if (this.#errors().some((one) => !this.#folded.has(key(one)))) {
      if (!this.open) this.show({ by: null });
    }
    if (this.open) this.#draw();
  }

  /** The source files of this page: their findings come first. */
  of(paths) {
    this.#here = paths;
    if (this.open) this.#draw();
  }

  /** Opens the list; `by` is the button that asked for it, or null when nobody did. */
  show({ by }) {
    this.#opener = by;
    this.#box.hidden = false;
    this.#draw();
    if (by) this.#box.focus({ preventScroll: true });
    else {
      this.#voice.textContent = this.#title();
      // Nobody is interrupted while typing; whoever is nowhere in particular can go on from here.
      const nowhere = !document.activeElement || document.activeElement === document.body || document.activeElement === document.documentElement;
      if (nowhere) this.#box.focus({ preventScroll: true });
    }
    this.onopen?.(true);
  }

  fold() {
    for (const one of this.#errors()) this.#folded.add(key(one));
    remember(this.#folded);
    this.#close();
  }

  #close() {
    const inside = this.#box.contains(this.#root.activeElement);
    this.#box.hidden = true;
    this.#drawn = "";
    if (inside) (this.#opener?.isConnected ? this.#opener : null)?.focus({ preventScroll: true });
    if (inside && !this.#opener) this.#root.activeElement?.blur();
    this.#opener = null;
    this.onopen?.(false);
  }

  #errors() {
    return this.#findings.filter((one) => one.severity === "error");
  }

  #title() {
    const { errors, warnings } = this.#counts;
    if (errors > 0) return this.#say("overlay_error", { n: errors });
    return warnings > 0 ? this.#say("overlay_warning", { n: warnings }) : this.#say("overlay_none");
  }

  #draw() {
    const state = JSON.stringify([this.#findings, this.#counts, this.#here, this.canOpen]);
    if (state === this.#drawn) return;
    this.#drawn = state;
    const say = this.#say;
    const { errors, warnings } = this.#counts;
    const focused = [...this.#box.querySelectorAll("button")].indexOf(this.#root.activeElement);
    const had = focused >= 0 || this.#root.activeElement === this.#box;
    const top = this.#box.querySelector(".findings")?.scrollTop ?? 0;
    const lead = errors > 0 ? say("overlay_lead") : warnings > 0 ? null : say("overlay_none_lead");
    const list = h("div", { class: "findings", tabindex: "0", role: "group", "aria-labelledby": "overlay-title" }, this.#groups());
    const left = errors + warnings - this.#findings.reduce((sum, one) => sum + one.count + one.following, 0);
    if (left > 0) list.append(h("p", { class: "rest" }, say("more_findings", { n: left })));
    this.#box.classList.toggle("has-errors", errors > 0);
    this.#box.replaceChildren(
      h("div", { class: "overlay-head" },
        icon(errors > 0 ? "error" : warnings > 0 ? "warning" : "current"),
        h("div", { class: "overlay-words" },
          h("h2", { id: "overlay-title" }, this.#title(), errors > 0 && warnings > 0 ? h("span", { class: "also" }, ` + ${say("warnings", { n: warnings })}`) : null),
          lead ? h("p", {}, lead) : null),
        h("button", { class: "plain", type: "button", onclick: () => this.fold() }, say("overlay_fold"), h("kbd", { "aria-hidden": "true" }, "Esc"))),
      list,
    );
    list.scrollTop = top;
    // In a long line the marked place may lie far to the right.
    for (const mark of list.querySelectorAll("mark")) {
      const box = mark.closest("pre");
      const right = mark.getBoundingClientRect().right - box.getBoundingClientRect().right + 24;
      if (right > 0) box.scrollLeft = Math.min(right, mark.offsetLeft - box.offsetLeft - 72);
    }
    if (had) ([...this.#box.querySelectorAll("button")][focused] ?? this.#box).focus({ preventScroll: true });
  }

  #groups() {
    const rank = (one) => (one.severity === "error" ? 0 : 1);
    const sorted = [...this.#findings].sort((one, other) => rank(one) - rank(other));
    const concerns = (one) => [one, ...one.again, ...one.follows].some(({ path }) => this.#here.includes(path));
    const here = sorted.filter(concerns);
    const elsewhere = sorted.filter((one) => !concerns(one));
    const group = (title, list) => (list.length ? [title ? h("h3", { class: "group" }, title) : null, ...list.map((one) => this.#finding(one))] : []);
    if (here.length === 0) return group(null, elsewhere);
    return [...group(this.#say("on_this_page"), here), ...group(this.#say("elsewhere"), elsewhere)];
  }

  #finding(one) {
    const say = this.#say;
    const error = one.severity === "error";
    return h("article", { class: `finding ${error ? "is-error" : "is-warning"}` },
      h("p", { class: "finding-head" },
        h("span", { class: "severity" }, icon(error ? "error" : "warning"), say(error ? "error" : "warning")),
        h("code", { class: "code" }, one.code),
        this.#place(one)),
      h("p", { class: "message" }, ticked(one.message)),
      this.#excerpt(one),
      one.help ? h("p", { class: "help" }, h("span", { class: "help-label" }, say("help")), " ", h("span", {}, ticked(one.help))) : null,
      this.#again(one),
      this.#follows(one));
  }

  /** Where the same mistake was made besides. */
  #again(one) {
    if (one.count < 2) return null;
    const places = one.again.flatMap((place) => [" ", this.#place(place)]);
    const left = one.count - 1 - one.again.length;
    return h("p", { class: "again" }, this.#say("again", { n: one.count - 1 }), places, left > 0 ? ` ${this.#say("more_places", { n: left })}` : null);
  }

  /** What may go away when this is mended, folded away until somebody wants to know. */
  #follows(one) {
    if (one.following === 0) return null;
    const left = one.following - one.follows.reduce((sum, other) => sum + other.count, 0);
    const item = (other) => h("li", {}, ticked(other.message), " ", other.count > 1 ? h("span", { class: "times" }, `×${other.count} `) : null, this.#place(other));
    const toggled = ({ target }) => (target.open ? this.#unfolded.add(key(one)) : this.#unfolded.delete(key(one)));
    return h("details", { class: "follows", open: this.#unfolded.has(key(one)), ontoggle: toggled },
      h("summary", {}, this.#say("follows", { n: one.following })),
      h("ul", {}, one.follows.map(item), left > 0 ? h("li", {}, this.#say("more_places", { n: left })) : null));
  }

  #place(one) {
    if (!one.path) return null;
    const place = [one.path, one.line, one.column].filter((part) => part !== null && part !== undefined).join(":");
    const breakable = place.split("/").flatMap((part, index) => (index ? ["/", h("wbr"), part] : [part]));
    if (!this.canOpen) return h("span", { class: "place" }, breakable);
    return h("button", { class: "place", type: "button", title: this.#say("open_at", { place }), onclick: () => open(one.path, one.line) }, breakable);
  }

  #excerpt({ excerpt, line }) {
    if (!excerpt) return null;
    const { text, start, length } = excerpt;
    const end = start + Math.max(length, 1);
    // A place at the end of a line has nothing to mark: a blank stands for it.
    const marked = text.slice(start, end) || " ";
    return h("pre", { class: "excerpt", tabindex: "0" }, h("span", { class: "number", "aria-hidden": "true" }, String(line ?? "")),
      h("code", {}, text.slice(0, start), h("mark", {}, marked), text.slice(end)));
  }
}

/** Asks the server to open a file of the site in the editor; false when it would not. */
export async function open(path, line) {
  return post("open", { path, line: line ?? 1 });
}

export async function post(name, body) {
  try {
    const answer = await fetch(`/_portolan/${name}`, { method: "POST", headers: { "Content-Type": "application/json", "X-Portolan": "1" }, body: JSON.stringify(body) });
    return answer.ok;
  } catch {
    return false;
  }
}

// What was folded away on one page is not put up again on the next.
function recall() {
  try { return new Set(JSON.parse(sessionStorage.getItem("portolan-errors") ?? "[]")); } catch { return new Set(); }
}

function remember(folded) {
  try { sessionStorage.setItem("portolan-errors", JSON.stringify([...folded])); } catch { /* storage is off: errors show themselves on every page */ }
}

const key = (one) => [one.code, one.path, one.message].join("\n");

/** Words between backticks are shown as code; everything stays text. */
const ticked = (text) => String(text ?? "").split(/`([^`\n]+)`/).map((part, index) => (index % 2 ? h("code", {}, part) : part));
