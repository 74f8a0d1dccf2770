// Shows what has changed, and keeps the rest of the page where the reader had it.

const SHOWN_MS = 1600;
const MOST = 40; // blocks that flash at once; more than these is "everything", and says nothing
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Remembers what is in sight; the function it returns brings it back to the same height after the page has changed. */
export function anchor() {
  const root = document.documentElement;
  const candidates = scrollY > 0 ? inSight() : [];
  return () => {
    const found = candidates.find(({ element }) => element.isConnected && element.getClientRects().length > 0);
    if (!found) return;
    // The browser may move the page as well: its own anchoring is off for the moment of measuring.
    root.style.overflowAnchor = "none";
    const moved = found.element.getBoundingClientRect().top - found.top;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
    root.style.removeProperty("overflow-anchor");
    if (root.getAttribute("style") === "") root.removeAttribute("style");
  };
}

/** Elements to hold on to: the one with the focus, then those down the middle of the window. */
function inSight() {
  const found = [];
  const add = (element) => {
    const top = element.getBoundingClientRect().top;
    if (top >= -innerHeight && top < innerHeight) found.push({ element, top });
  };
  const { activeElement } = document;
  if (activeElement && activeElement !== document.body && document.body.contains(activeElement)) add(activeElement);
  for (let part = 0; part < 10; part += 1) {
    const element = document.elementFromPoint(innerWidth / 2, (innerHeight * part) / 10 + 4);
    if (element && element !== document.body && document.body.contains(element)) add(element);
  }
  return found;
}

/** Flashes the blocks that changed; when none of them is in sight, the first is scrolled to. */
export function flash(touched, { scroll = true } = {}) {
  const entries = touched.filter(({ element }) => document.body.contains(element)).map(({ element, shown }) => ({ block: block(element), shown }));
  const blocks = outermost([...new Set(entries.filter(({ shown }) => shown).map(({ block: one }) => one))].filter(visible));
  const places = blocks.length ? blocks : outermost([...new Set(entries.map(({ block: one }) => one))].filter(visible));
  if (places.length === 0) return;
  if (scroll && !places.some(seen)) {
    // What is written in the main part is what somebody has just written; the menu and the path follow from it.
    const first = places.find((one) => one.closest("main")) ?? places[0];
    const far = Math.abs(first.getBoundingClientRect().top) > 3 * innerHeight;
    first.scrollIntoView({ block: first.offsetHeight > innerHeight / 2 ? "start" : "center", behavior: calm.matches || far ? "instant" : "smooth" });
  }
  for (const one of blocks.slice(0, MOST)) light(one);
}

function light(element) {
  const line = dark.matches ? "#ffc966" : "#d9820f";
  const wash = dark.matches ? "#4a3b1c" : "#ffefcf";
  // A shadow takes no room, so nothing moves; the wash goes a little beyond the block.
  const on = { boxShadow: `0 0 0 5px ${wash}, 0 0 0 6.5px ${line}`, backgroundColor: wash, borderRadius: "1px" };
  for (const old of element.getAnimations()) if (old.id === "portolan") old.cancel();
  // Who asks for less motion sees the mark come and go, but not fade.
  const off = { boxShadow: "0 0 0 5px transparent, 0 0 0 6.5px transparent", borderRadius: "1px" };
  const frames = calm.matches ? [on, on] : [{ ...on, offset: 0 }, { ...on, offset: 0.3 }, off];
  const mark = element.animate(frames, { duration: SHOWN_MS, easing: "ease-out", id: "portolan" });
  // The wash of one colour scheme hides the text of the other.
  const end = () => mark.cancel();
  dark.addEventListener("change", end, { once: true });
  mark.onfinish = mark.oncancel = () => dark.removeEventListener("change", end);
}

/** What a reader takes for one thing: the paragraph, not the word in it. */
function block(element) {
  let one = element;
  while (one.parentElement && one !== document.body && within(one)) one = one.parentElement;
  return one;
}

/** Whether an element is only a part of a line, or of a drawing. */
const within = (element) => element instanceof SVGElement
  || (!/^(?:img|video)$/.test(element.localName) && /^(?:inline|contents|ruby|none)/.test(getComputedStyle(element).display));

const outermost = (elements) => elements
  .filter((one) => !elements.some((other) => other !== one && other.contains(one)))
  .sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));

const visible = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.getClientRects().length > 0;

function seen(element) {
  const { top, bottom, height } = element.getBoundingClientRect();
  const part = Math.min(height, innerHeight) / 2;
  return Math.min(bottom, innerHeight) - Math.max(top, 0) >= Math.min(part, 24);
}
