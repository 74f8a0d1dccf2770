// Two languages side by side: what is at the top of one frame is brought to the top of the other.
import { h, icon, shade } from "./dom.js";
import { listen } from "./feed.js";
import { align } from "./step.js";
import { Overlay } from "./overlay.js";
import { speaker } from "./words.js";

const asked = new URLSearchParams(location.search);
const ui = asked.get("ui") === "en" || (!asked.has("ui") && !navigator.language.startsWith("vi")) ? "en" : "vi";
const say = speaker(ui);

class Half {
  constructor(name, address) {
    const section = document.getElementById(name);
    this.frame = section.querySelector("iframe");
    this.select = h("select", { "aria-label": say(`side_${name}`), onchange: () => this.go(this.select.value) });
    this.alone = h("a", { class: "tool", title: say("side_alone"), "aria-label": say("side_alone") }, icon("alone"));
    this.state = h("span", { class: "state" });
    section.querySelector("header").append(this.select, this.state, this.alone);
    section.setAttribute("aria-label", say(`side_${name}`));
    this.frame.title = say(`side_${name}`);
    this.expected = null;
    this.languages = [];
    this.frame.addEventListener("load", () => this.loaded());
    this.go(address);
  }

  get window() {
    return this.frame.contentWindow;
  }

  get document() {
    try {
      return this.frame.contentDocument;
    } catch {
      return null; // a link has led away from the site
    }
  }

  get path() {
    return this.document ? this.window.location.pathname : null;
  }

  go(address) {
    // `replace` keeps the history of the whole page free of the frames' steps.
    const url = new URL(address, location.origin);
    if (url.origin === location.origin) this.window.location.replace(url.href);
  }

  async loaded() {
    if (!this.document || this.path === "blank") return;
    this.window.addEventListener("scroll", () => this.scrolled(), { passive: true });
    for (const kind of ["wheel", "pointerdown", "touchstart", "keydown", "focusin"]) {
      this.window.addEventListener(kind, () => { lead = this; }, { passive: true, capture: true });
    }
    this.document.addEventListener("click", (event) => outward(event), { capture: true });
    // Pictures that come late and pages that change in place move everything below them.
    new this.window.ResizeObserver(() => this.other.follow()).observe(this.document.documentElement);
    await this.refresh();
    this.other.accompany(this);
  }

  /** The languages of the page in this frame, and their states. */
  async refresh() {
    if (!this.path) return;
    const answer = await fetch(`/_portolan/state?path=${encodeURIComponent(decodeURI(this.path))}`).catch(() => null);
    if (!answer?.ok) return;
    const { languages, sources } = await answer.json();
    this.sources = sources.map(({ path }) => path);
    if (languages.length) this.name(languages);
    overlay?.of([...(left.sources ?? []), ...(right.sources ?? [])]);
    remember();
  }

  name(languages) {
    // Made anew only when something about them is: somebody may just be choosing.
    const drawn = JSON.stringify([languages, this.path]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.languages = languages;
    const options = languages.filter(({ url }) => url);
    this.select.replaceChildren(...options.map((one) => h("option", { value: one.url, lang: one.tag, selected: one.here }, one.name)));
    const here = languages.find((one) => one.here);
    this.code = here?.code ?? this.code;
    this.state.replaceChildren(...(here ? [icon(here.state), say(`state_${here.state}`, { n: here.stale ?? 0 })] : []));
    this.state.className = `state is-${here?.state ?? "missing"}`;
    this.alone.href = this.path;
  }

  /** A link followed in the other frame leads to the same page here. */
  accompany(other) {
    if (!this.code || this.code === other.code) {
      this.follow();
      return;
    }
    const mine = other.languages.find(({ code }) => code === this.code);
    if (mine?.url && mine.url !== this.path && decodeURI(mine.url) !== decodeURI(this.path ?? "")) this.go(mine.url);
    else this.follow();
  }

  scrolled() {
    // A movement that was only following is not followed in turn.
    if (this.expected !== null && Math.abs(this.window.scrollY - this.expected) < 2) {
      this.expected = null;
      return;
    }
    this.expected = null;
    lead = this;
    cancelAnimationFrame(this.other.waiting);
    this.other.waiting = requestAnimationFrame(() => this.other.follow());
  }

  /** Brings this frame to where the other one is. */
  follow() {
    if (lead !== this.other || !this.document?.body || !this.other.document?.body) return;
    const top = align(this.other.window, this.window);
    if (top === null || Math.abs(top - this.window.scrollY) < 1) return;
    this.window.scrollTo({ top, behavior: "instant" });
    this.expected = this.window.scrollY;
  }
}

/** Pages of other sites open in a tab of their own: in a frame many of them refuse to. */
function outward(event) {
  const link = event.target.closest?.("a[href]");
  if (link && link.origin !== location.origin) link.target = "_blank";
}

/** The address of this page names what is in the frames, so that it can be loaded anew. */
function remember() {
  if (!left.path || !right.path) return;
  const query = new URLSearchParams({ left: left.path, right: right.path, ui });
  history.replaceState(null, "", `?${query}`);
  document.title = `${say("side_title")}: ${left.document.title}`;
}

document.documentElement.lang = ui;
document.title = say("side_title");
document.querySelector("h1").textContent = say("side_heading");
let overlay = null;
const left = new Half("left", asked.get("left") ?? "/");
const right = new Half("right", asked.get("right") ?? "/");
left.other = right;
right.other = left;
let lead = left;

const root = await shade();
overlay = new Overlay(root, say);
const lost = h("p", { class: "lost lost-alone", role: "status" });
root.append(lost);
listen({
  heard: (build) => {
    overlay.found(build);
    for (const half of [left, right]) half.refresh();
  },
  state: (connected) => lost.replaceChildren(...(connected ? [] : [icon("lost"), say("lost")])),
});
