// The page on screen: hears of builds, asks for its own address again, and changes in place.
import { shade } from "./dom.js";
import { listen } from "./feed.js";
import { anchor, flash } from "./flash.js";
import { Morph } from "./morph.js";
import { isSheet, settled, swap, watch } from "./sheets.js";
import { speaker } from "./words.js";

const SLOW = 15_000;
const AGAIN = 8;

/** Begins the preview of this page; `ui` is the editor's language. */
export async function start(ui) {
  const page = new Page();
  const bar = inFrame() ? null : await surround(ui, page).catch(() => null);
  listen({
    heard: (build) => {
      page.heard(build);
      bar?.heard(build);
    },
    state: (connected) => {
      bar?.connected(connected);
      if (connected) page.update();
    },
  });
}

async function surround(ui, page) {
  const [{ Bar }, { Overlay }] = await Promise.all([import("./bar.js"), import("./overlay.js")]);
  const say = speaker(ui);
  const root = await shade();
  const overlay = new Overlay(root, say);
  const bar = new Bar(root, { say, ui, overlay });
  page.onchange = (change) => bar.changed(change);
  return bar;
}

/** Inside the frames of "side by side" there is one bar too many. */
function inFrame() {
  if (window.parent === window) return false;
  try {
    return window.parent.location.pathname.startsWith("/_portolan/side");
  } catch {
    return false;
  }
}

class Page {
  #shown = mark(document);
  #wanted = null;
  #morph = null;
  #running = null;
  #ready = this.#remember();
  #missed = [];
  onchange = () => {};

  constructor() {
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.#flash();
    });
  }

  /** What the server sent for this page lies in the browser's cache, as it was before scripts changed it. */
  async #remember() {
    let base;
    try {
      const answer = await fetch(location.href, { cache: "force-cache" });
      base = parse(await answer.text());
    } catch { /* the server has just gone: the page itself will have to do */ }
    if (!base || mark(base) !== this.#shown) {
      base = parse(document.documentElement.outerHTML);
      for (const own of base.querySelectorAll("portolan-preview")) own.remove();
      // Whether a fold is open is the reader's, not the server's.
      for (const fold of base.querySelectorAll("details[open]")) fold.removeAttribute("open");
    }
    const attribute = (live, name, value) => (name === "href" && value !== null && isSheet(live) ? swap(live, value) : undefined);
    this.#morph = new Morph(base, document, { attribute });
  }

  /** A build, told by the server. The same build may be told again after a reconnection. */
  async heard(build) {
    const name = `${build.run}:${build.build}`;
    if (name === this.#shown) return;
    // What a build before this one changed may have been missed, so only the very next one is taken at its word.
    const next = this.#shown === `${build.run}:${build.build - 1}`;
    if (next && build.scripts) {
      reload(name);
      return;
    }
    this.#wanted = { name, ms: next ? build.ms : null, at: performance.now() };
    await this.#ready;
    if (next && build.styles) this.#restyle(build.styles);
    if (next && !build.pages) {
      this.#shown = name;
      settled().then(() => this.#done());
      return;
    }
    this.update();
  }

  /** Asks for the page until what is shown is the last build heard of. One request at a time, so that the last one wins. */
  update() {
    this.#running ??= this.#catchUp().finally(() => { this.#running = null; });
    return this.#running;
  }

  async #catchUp() {
    await this.#ready;
    for (let times = 0; this.#wanted && this.#wanted.name !== this.#shown; times += 1) {
      const { name } = this.#wanted;
      let answer;
      try {
        answer = await ask();
      } catch {
        return; // the connection is gone; its return begins this again
      }
      if (answer.html === null) {
        this.#shown = name;
        continue;
      }
      const next = parse(answer.html);
      if (scripts(next) !== scripts(this.#morph.base) && reload(name)) return;
      if (answer.moved) history.replaceState(history.state, "", answer.moved + location.hash);
      await this.#show(next);
      this.#shown = answer.build ?? name;
      this.#done(answer.moved);
      // An answer older than what was heard of is asked for again, for a while; a newer one is as good as the one waited for.
      if (older(this.#shown, this.#wanted.name) && times < AGAIN) await new Promise((resolve) => setTimeout(resolve, 20 * times));
      else this.#shown = this.#wanted.name;
    }
  }

  async #show(next) {
    const before = new Set(document.head.querySelectorAll("link[rel~=stylesheet]"));
    this.#morph.apply(next, "head");
    for (const link of document.head.querySelectorAll("link[rel~=stylesheet]")) if (!before.has(link)) watch(link);
    await settled();
    const restore = anchor();
    const focus = document.activeElement;
    const touched = this.#morph.apply(next, "body");
    refocus(focus);
    restore();
    this.#missed.push(...touched);
    if (!document.hidden) this.#flash();
  }

  /** Nobody sees a flash in a tab in the background: whoever comes back to it is shown what has changed meanwhile. */
  #flash() {
    flash(this.#missed);
    this.#missed = [];
  }

  #restyle(styles) {
    for (const link of this.#morph.base.head.querySelectorAll("link[rel~=stylesheet]")) {
      const old = new URL(link.getAttribute("href"), location.href).pathname;
      const live = this.#morph.live.get(link);
      if (!(old in styles) || !live) continue;
      link.setAttribute("href", styles[old]);
      this.#morph.live.set(link, swap(live, styles[old]));
    }
  }

  #done(moved) {
    const wanted = this.#wanted;
    const watched = !document.hidden;
    requestAnimationFrame(() => {
      const took = wanted?.ms == null || !watched ? null : Math.round(wanted.ms + performance.now() - wanted.at);
      this.onchange({ took, moved });
    });
  }
}

/** Which build a page is of. */
const mark = (page) => page.querySelector('meta[name="portolan-preview"]')?.content ?? null;

const parse = (html) => new DOMParser().parseFromString(html, "text/html");

function older(one, other) {
  const [run, build] = one.split(":");
  const [otherRun, otherBuild] = other.split(":");
  return run === otherRun && Number(build) < Number(otherBuild);
}

/** This page from the server: `html` is null when what answers is no page. */
async function ask() {
  const answer = await fetch(location.pathname + location.search, { credentials: "same-origin", cache: "no-cache", signal: AbortSignal.timeout(SLOW) });
  if (!(answer.headers.get("Content-Type") ?? "").startsWith("text/html")) return { html: null };
  const url = new URL(answer.url);
  return {
    html: await answer.text(),
    build: answer.headers.get("X-Portolan-Build"),
    moved: answer.redirected && url.pathname !== location.pathname ? url.pathname + url.search : null,
  };
}

/** The scripts of a page that run, as one text. */
const scripts = (page) => [...page.querySelectorAll("script")]
  .filter((one) => !one.type || /javascript|module|importmap/.test(one.type))
  .map((one) => one.src ? new URL(one.getAttribute("src"), location.href).pathname : one.text).join("\n");

/** Loads the page anew, but never twice for one build. */
function reload(name) {
  try {
    if (sessionStorage.getItem("portolan-reload") === name) return false;
    sessionStorage.setItem("portolan-reload", name);
  } catch { /* without storage there is no guard; the page of this build names itself, which is one */ }
  location.reload();
  return true;
}

/** The focus, when the element that had it was replaced, goes to the one of the same id. */
function refocus(element) {
  if (!element?.id || document.activeElement === element || element.isConnected) return;
  document.getElementById(element.id)?.focus({ preventScroll: true });
}
