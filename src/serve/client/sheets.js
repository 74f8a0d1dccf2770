// Swaps style sheets without a flash: the new one is loaded before the old one goes.

const PATIENCE = 3000;
const former = new WeakMap();
const loading = new Set();

export const isSheet = (element) => element.localName === "link" && element.relList.contains("stylesheet");

/** Puts `href` in the place of the sheet `link`; returns the link that is there from now on. */
export function swap(link, href) {
  if (new URL(href, document.baseURI).href === link.href) return link;
  const fresh = link.cloneNode();
  fresh.setAttribute("href", href);
  former.set(fresh, link);
  watch(fresh);
  fresh.addEventListener("load", () => {
    // A sheet may have been overtaken before it was there: all that it stands for go together.
    for (let old = former.get(fresh); old; old = former.get(old)) old.remove();
    former.delete(fresh);
  });
  link.after(fresh);
  return fresh;
}

/** Counts a new sheet among those that are waited for. */
export function watch(link) {
  const loaded = new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    setTimeout(resolve, PATIENCE);
  });
  loading.add(loaded);
  loaded.then(() => loading.delete(loaded));
}

/** When every sheet asked for is there, or has failed. */
export const settled = () => Promise.all([...loading]);
