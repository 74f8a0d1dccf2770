// Elements without markup in strings: what comes from files is only ever text, so nothing in it can become an element.

/** An element with properties (`class`, `on…`, attributes) and children (nodes or text; `null` is left out). */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// 16 × 16, drawn with a line of 1.5.
const drawings = {
  current: "M3 8.5 6.5 12 13 4.5",
  stale: "M13 8a5 5 0 1 1-1.5-3.6M13 2.5v3h-3",
  fallback: "M6 4 2.5 7.5 6 11M3 7.5h6.5a3.5 3.5 0 0 1 0 7H8",
  missing: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM4.2 4.2l7.6 7.6",
  draft: "M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.7l2.3 2.3",
  machine: "M4 5.500h8v7H4zM8 5.500V3M6.5 8.500v1M9.5 8.500v1M2 8v2.500M14 8v2.5",
  error: "M8 2.500a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM6 6l4 4M10 6l-4 4",
  warning: "M8 2.8 14.2 13.200H1.800zM8 6.500v3.200M8 11.300v.4",
  view: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z",
  source: "M5.5 4.5 2 8l3.5 3.500M10.5 4.5 14 8l-3.5 3.500M9 3 7 13",
  side: "M2 3h12v10H2zM8 3v10",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  fold: "M4 6l4 4 4-4",
  unfold: "M4 10l4-4 4 4",
  lost: "M2 6.500a9 9 0 0 1 12 0M4.5 9.200a5.2 5.2 0 0 1 7 0M8 12.500h.01M2.5 2.500l11 11",
  close: "M4 4l8 8M12 4l-8 8",
  alone: "M9 3h4v4M13 3 7.5 8.500M11 9.500V13H3V5h3.5",
  compass: "M8 1.2 9.6 6.4 14.8 8 9.6 9.6 8 14.8 6.4 9.6 1.2 8 6.4 6.400z",
};

/** A small drawing beside a word; never the only carrier of a meaning. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const attributes = { viewBox: "0 0 16 16", class: `icon icon-${name}`, "aria-hidden": "true", focusable: "false" };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", drawings[name]);
  svg.append(path);
  return svg;
}

/** The one element that everything of the preview lives in, behind a shadow root with styles of its own. */
export async function shade() {
  const host = document.createElement("portolan-preview");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await (await fetch("/_portolan/shadow.css")).text());
  root.adoptedStyleSheets = [sheet];
  // Beside the body, not in it: the page's own scripts and styles do not meet it there.
  document.documentElement.append(host);
  return root;
}
