// Changes the page on screen by exactly what differs between two answers of the server.
//
// Three trees: `base`, what the server sent last time; `next`, what it sends now; and the page on screen, which is `base` plus
// whatever scripts and people have done to it since. Only the difference of the first two is carried over to the third. So a
// typed value, an opened fold, a moved map or a class set by a script stays: the server has not said anything about it.
// `base` is changed along with the page and equals `next` afterwards.

const ELEMENT = Node.ELEMENT_NODE;
const OPAQUE = new Set(["template", "noscript"]);
// Attributes by which an element looks different. An address behind a link, for one, is not seen to change.
const VISIBLE = /^(?:class|hidden|src|srcset|poster|d|points|width|height|x|y|r|transform|viewBox|colspan|rowspan)$/;
const LARGE = 250_000; // comparisons of children of one element above which only equal ones are matched
const CLOSE = 2_500; // comparisons above which two elements of a kind are not looked at closely
const SIGNATURE = 600; // characters of an element by which two are called alike

/** Keeps, for every node of `base`, the node on screen that came of it. */
export class Morph {
  /**
   * @param {Document} base what the server sent for the page on screen
   * @param {Document} page the page on screen
   * @param {{attribute?: (live: Element, name: string, value: string | null) => Element | undefined}} hooks `attribute` may make a
   *   change by itself and return the element that is there now
   */
  constructor(base, page, hooks = {}) {
    this.base = base;
    this.live = new WeakMap();
    this.hooks = hooks;
    this.#pair(base.documentElement, page.documentElement);
  }

  /** Makes one part (the head or the body) of the page what `next` says; returns what was touched, in no order. */
  apply(next, part) {
    this.touched = [];
    if (part === "head") this.#attributes(this.base.documentElement, next.documentElement);
    this.#change(this.base[part], next[part]);
    return this.touched;
  }

  /** Finds the nodes on screen that came of `base`, though scripts may have added or changed some. */
  #pair(base, live) {
    this.live.set(base, live);
    if (base.nodeType !== ELEMENT || OPAQUE.has(base.localName) || kept(live)) return;
    for (const [one, other] of align([...base.childNodes], [...live.childNodes], { loose: true })) this.#pair(one, other);
  }

  #link(base, live) {
    this.live.set(base, live);
    for (let index = 0; index < base.childNodes.length; index += 1) this.#link(base.childNodes[index], live.childNodes[index]);
  }

  /** Brings one pair of nodes of the same kind up to date. */
  #change(base, next) {
    if (same(base, next)) return;
    const live = this.live.get(base);
    if (base.nodeType !== ELEMENT) {
      if (live) this.#text(live, base.nodeValue, next.nodeValue);
      base.nodeValue = next.nodeValue;
    } else if (kept(live ?? next) || kept(next)) {
      const copy = this.base.importNode(next, true);
      base.replaceWith(copy);
      if (live) this.live.set(copy, live);
    } else {
      this.#attributes(base, next);
      if (OPAQUE.has(base.localName)) this.#opaque(base, next, live);
      else this.#children(base, next);
    }
  }

  /** Templates keep their content beside the tree, and `noscript` has text on screen where `base` has elements. */
  #opaque(base, next, live) {
    base.innerHTML = next.innerHTML;
    if (live?.localName === "template") live.innerHTML = next.innerHTML;
    else if (live) live.textContent = next.innerHTML;
  }

  /** Writes only the middle that differs, so that a selection before or behind it stays. */
  #text(live, from, to) {
    if (live.parentElement && from.trim() !== to.trim()) this.touched.push({ element: live.parentElement, shown: true });
    if (live.nodeValue !== from) {
      live.nodeValue = to;
      return;
    }
    let start = 0;
    while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
    let end = 0;
    while (end < from.length - start && end < to.length - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1;
    live.replaceData(start, from.length - start - end, to.slice(start, to.length - end));
  }

  #attributes(base, next) {
    const live = this.live.get(base);
    const set = (name, space, value) => {
      if (!live) return;
      const taken = this.hooks.attribute?.(live, name, value);
      if (taken) {
        this.live.set(base, taken);
        return;
      }
      if (value === null) live.removeAttributeNS(space, name.includes(":") && space ? name.split(":")[1] : name);
      else if (space) live.setAttributeNS(space, name, value);
      else live.setAttribute(name, value);
      if (VISIBLE.test(name)) this.touched.push({ element: live, shown: true });
    };
    for (const { name, namespaceURI, value } of [...next.attributes]) {
      if (base.getAttribute(name) === value) continue;
      set(name, namespaceURI, value);
      if (namespaceURI) base.setAttributeNS(namespaceURI, name, value);
      else base.setAttribute(name, value);
    }
    for (const attribute of [...base.attributes]) {
      if (next.hasAttribute(attribute.name)) continue;
      set(attribute.name, attribute.namespaceURI, null);
      base.removeAttributeNode(attribute);
    }
  }

  #children(base, next) {
    const before = [...base.childNodes];
    const after = [...next.childNodes];
    const partners = new Map(align(before, after).map(([one, other]) => [other, one]));
    const staying = new Set(partners.values());
    const leaving = before.filter((node) => !staying.has(node));
    // What leaves here and comes again elsewhere among its sisters is moved, with all its state.
    const moved = new Map();
    for (const node of leaving) if (node.nodeType === ELEMENT) moved.set(node.outerHTML, node);
    let last = null;
    for (const node of after) {
      const partner = partners.get(node);
      if (partner) {
        this.#change(partner, node);
        last = partner;
        continue;
      }
      const again = node.nodeType === ELEMENT ? moved.get(node.outerHTML) : undefined;
      if (again) {
        moved.delete(node.outerHTML);
        leaving.splice(leaving.indexOf(again), 1);
        this.#place(again, base, last);
        last = again;
      } else last = this.#insert(node, base, last);
    }
    for (const node of leaving) this.#remove(node);
  }

  #insert(node, base, last) {
    const copy = this.base.importNode(node, true);
    const live = document.importNode(node, true);
    this.#link(copy, live);
    this.#place(copy, base, last);
    const element = live.nodeType === ELEMENT ? live : live.parentElement;
    if (element && (live === element || live.nodeValue.trim())) this.touched.push({ element, shown: true });
    return copy;
  }

  /** Puts a node of `base`, and what came of it on screen, behind `last`, or first where there is none. */
  #place(copy, base, last) {
    if (last) last.after(copy);
    else base.prepend(copy);
    const live = this.live.get(copy);
    if (!live) return;
    let neighbour = copy.previousSibling;
    while (neighbour && !this.live.get(neighbour)?.parentNode) neighbour = neighbour.previousSibling;
    const [parent, before] = neighbour
      ? [this.live.get(neighbour).parentNode, this.live.get(neighbour).nextSibling]
      : [this.live.get(base), this.live.get(base)?.firstChild];
    if (!parent) return;
    // `moveBefore` keeps what `insertBefore` loses: focus, a loaded frame, a running video.
    if (live.isConnected && parent.isConnected && parent.moveBefore && live.nodeType === ELEMENT) parent.moveBefore(live, before);
    else parent.insertBefore(live, before);
  }

  #remove(node) {
    const live = this.live.get(node);
    node.remove();
    if (!live?.parentNode) return;
    if (live.nodeType === ELEMENT || live.nodeValue.trim()) {
      const near = live.nextElementSibling ?? live.previousElementSibling ?? live.parentElement;
      if (near) this.touched.push({ element: near, shown: false });
    }
    live.remove();
  }
}

// `isEqualNode` does not look into templates.
const same = (one, other) => one.isEqualNode(other) && (one.nodeType !== ELEMENT || !other.querySelector("template") || one.outerHTML === other.outerHTML);

const kept = (node) => node.nodeType === ELEMENT && node.hasAttribute("data-keep");

/**
 * Pairs nodes of two lists of sisters, in order, so that as much as possible stays as it is. `loose` is for the page on
 * screen, where scripts may have changed whatever they like.
 */
export function align(before, after, { loose = false } = {}) {
  const pairs = [];
  let start = 0;
  while (start < before.length && start < after.length && same(before[start], after[start])) {
    pairs.push([before[start], after[start]]);
    start += 1;
  }
  let end = 0;
  while (end < before.length - start && end < after.length - start && same(before[before.length - 1 - end], after[after.length - 1 - end])) {
    pairs.push([before[before.length - 1 - end], after[after.length - 1 - end]]);
    end += 1;
  }
  return pairs.concat(middle(before.slice(start, before.length - end), after.slice(start, after.length - end), loose));
}

/** The heaviest pairing of two lists: equal nodes weigh most, alike ones less, of different kind nothing. */
function middle(before, after, loose) {
  if (before.length === 0 || after.length === 0) return [];
  if (before.length * after.length > LARGE) return greedy(before, after);
  const closely = before.length * after.length <= CLOSE;
  const signs = new Map([...before, ...after].map((node) => [node, signature(node)]));
  const columns = after.length + 1;
  const best = new Float64Array((before.length + 1) * columns);
  const weights = new Float64Array(before.length * after.length);
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) {
      const weight = likeness(before[one], after[other], { signs, loose, closely });
      weights[one * after.length + other] = weight;
      const paired = weight > 0 ? weight + best[(one + 1) * columns + other + 1] : 0;
      best[one * columns + other] = Math.max(paired, best[(one + 1) * columns + other], best[one * columns + other + 1]);
    }
  }
  const pairs = [];
  for (let one = 0, other = 0; one < before.length && other < after.length;) {
    const weight = weights[one * after.length + other];
    const here = best[one * columns + other];
    if (weight > 0 && here === weight + best[(one + 1) * columns + other + 1]) {
      pairs.push([before[one], after[other]]);
      one += 1;
      other += 1;
    } else if (here === best[(one + 1) * columns + other]) one += 1;
    else other += 1;
  }
  return pairs;
}

/** For very long lists: equal nodes in order, and nothing else. */
function greedy(before, after) {
  const places = new Map();
  before.forEach((node, index) => {
    const { text } = signature(node);
    if (!places.has(text)) places.set(text, []);
    places.get(text).push(index);
  });
  const pairs = [];
  let last = -1;
  for (const node of after) {
    const index = places.get(signature(node).text)?.find((place) => place > last);
    if (index === undefined) continue;
    pairs.push([before[index], node]);
    last = index;
  }
  return pairs;
}

function signature(node) {
  const text = node.nodeType === ELEMENT ? node.outerHTML : node.nodeValue ?? "";
  return { text, parts: undefined };
}

function parts(sign) {
  if (!sign.parts) {
    sign.parts = new Set();
    const text = sign.text.slice(0, SIGNATURE);
    // Three characters at a time: words would do for Vietnamese and English, but not for Japanese and Chinese.
    for (let index = 0; index + 3 <= text.length; index += 1) sign.parts.add(text.slice(index, index + 3));
  }
  return sign.parts;
}

function likeness(one, other, { signs, loose, closely }) {
  if (one.nodeType !== other.nodeType || one.nodeName !== other.nodeName) return 0;
  const [first, second] = [signs.get(one), signs.get(other)];
  if (one.nodeType !== ELEMENT) {
    if (first.text === second.text) return first.text.trim() ? 2 : 0.01;
    return first.text.trim() && second.text.trim() ? 0.5 : 0.005;
  }
  if (first.text === second.text) return 4;
  const [id, otherId] = [one.getAttribute("id"), other.getAttribute("id")];
  if (id && id === otherId) return 3;
  if (!loose && id && otherId) return 0.05;
  if (!closely) return 0.5;
  return 0.1 + 2 * dice(parts(first), parts(second));
}

function dice(one, other) {
  if (one.size + other.size === 0) return 1;
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let common = 0;
  for (const part of small) if (large.has(part)) common += 1;
  return (2 * common) / (one.size + other.size);
}
