// Map pages: the still picture becomes a map that moves, filters work in place, and an address holds what is seen. Every page is
// complete without this file. A map's data comes as scripts that call the two functions below, so that it works from a disk too;
// nothing else is fetched, but pieces of a file of tiles where the site has one. It stands on Leaflet: 42 kB in a classic script, no
// WebGL, usable by keyboard (MapLibre GL: 440 kB and WebGL). The site's own layers are drawn as vectors, in the colours of the style
// sheet; tiles lie over those that are ground, and when they cannot be had, these are what is seen.
(() => {
  const page = document.querySelector(".map-page");
  const parts = {};
  window.portolanMapLayers = (layers) => { parts.layers = layers; begin(); };
  window.portolanMapData = (data) => {
    parts.data = data;
    parts.from = document.currentScript?.src ?? document.baseURI;
    begin();
  };

  /** Marks nearer to each other than this, in pixels, become one. */
  const REACH = 44;
  /** How near the reader may go: a map two kilometres wide, beyond which the lines of shores are no truer. */
  const NEAREST = 15;
  /** How near a record is shown that somebody asked for by name. */
  const CLOSE = 13;

  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const coarse = matchMedia("(pointer: coarse)").matches;
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  /** A word of the interface; the page brings them in its own language. */
  const say = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), page.dataset[key] ?? "");
  const figure = (n) => n.toLocaleString(document.documentElement.lang);

  let map, live, items, byId, marks, areas, labels, stills, counts;
  /** What is chosen of each filter, and the record whose card is open. */
  const state = { filter: new Map(), open: null };
  let writes = false;

  function begin() {
    if (!page || !window.L || !parts.layers || !parts.data || map) return;
    const rows = new Map([...page.querySelectorAll(".map-item")].map((row) => [row.id, row]));
    // On a narrowed page only its own records are drawn; its filters lead to the pages of other values.
    items = parts.data.items.filter((item) => rows.has(item.id));
    for (const item of items) item.row = rows.get(item.id);
    byId = new Map(items.map((item) => [item.id, item]));
    const byHref = new Map(items.map((item) => [item.row.querySelector("a").href, item]));
    stills = [...page.querySelectorAll(".map-still a")].map((still) => {
      const ids = still.dataset.of?.split(" ");
      const own = ids ? ids.map((id) => byId.get(id)) : [byHref.get(new URL(still.getAttribute("href"), document.baseURI).href)];
      return { still, own: own.filter(Boolean) };
    });
    counts = [...page.querySelectorAll(".map-areas [data-of]")].map((row) => ({ row, own: row.dataset.of.split(" ").map((id) => byId.get(id)).filter(Boolean) }));
    page.classList.add("is-live");
    frame();
    home();
    draw();
    tiles();
    list();
    filters();
    restore();
    writes = true;
    map.on("moveend", () => write(false));
    addEventListener("popstate", restore);
  }

  // ---- The map ----

  function frame() {
    live = make("div", "map-live");
    const stage = page.querySelector(".map-stage");
    stage.append(live);
    const ground = make("div", "map-ground");
    ground.setAttribute("role", "application");
    ground.setAttribute("aria-label", say("sayMap"));
    const keys = make("p", "visually-hidden", say("sayKeys"));
    keys.id = "map-keys";
    ground.setAttribute("aria-describedby", keys.id);
    live.append(keys, ground);
    const still = calm ? { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false } : {};
    map = L.map(ground, {
      ...still, attributionControl: false, zoomControl: false, zoomSnap: 0.25, zoomDelta: 1, maxZoom: NEAREST,
      // One finger and the wheel move the page; two fingers and the wheel with Ctrl move the map.
      dragging: !coarse, touchZoom: !coarse, scrollWheelZoom: false, maxBoundsViscosity: 0.8, bounceAtZoomLimits: false,
    });
    controls();
    gestures(ground);
    live.addEventListener("keydown", keyed);
  }

  const bounds = () => L.latLngBounds(parts.layers.bounds.slice(0, 2), parts.layers.bounds.slice(2));
  const move = { animate: !calm };

  /** Shows the whole map. */
  function home() {
    const all = bounds();
    map.setMinZoom(0);
    map.fitBounds(all, { animate: false });
    map.setMinZoom(map.getZoom() - 0.5);
    map.setMaxBounds(all.pad(0.5));
  }

  function controls() {
    L.control.zoom({ position: "topright", zoomInTitle: say("sayZoomIn"), zoomOutTitle: say("sayZoomOut") }).addTo(map);
    const whole = L.control({ position: "topright" });
    whole.onAdd = () => {
      const bar = make("div", "leaflet-bar");
      const button = make("button", "map-whole");
      button.type = "button";
      button.title = say("sayWhole");
      button.setAttribute("aria-label", say("sayWhole"));
      button.addEventListener("click", () => map.fitBounds(bounds(), move));
      bar.append(button);
      L.DomEvent.disableClickPropagation(bar);
      return bar;
    };
    whole.addTo(map);
    scale().addTo(map);
  }

  /** The scale bar, with its length as the picture writes it. */
  function scale() {
    const bar = L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 120 });
    bar._updateMetric = (metres) => {
      const length = bar._getRoundNum(metres);
      bar._updateScale(bar._mScale, "", length / metres);
      const [words, n] = length < 1000 ? [parts.data.scale.m, length] : [parts.data.scale.km, length / 1000];
      bar._mScale.textContent = words.replace("{n}", figure(n));
    };
    return bar;
  }

  /** The wheel zooms with Ctrl (as a pinch on a trackpad does); who turns it without is told so, and so is one finger. */
  function gestures(ground) {
    const hint = make("p", "map-hint");
    hint.hidden = true;
    live.append(hint);
    let timer;
    const tell = (text) => {
      hint.textContent = text;
      hint.hidden = false;
      clearTimeout(timer);
      timer = setTimeout(() => { hint.hidden = true; }, 1500);
    };
    let turned = 0;
    ground.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) {
        tell(say("sayWheel"));
        return;
      }
      event.preventDefault();
      turned -= event.deltaMode === 1 ? event.deltaY * 20 : event.deltaY;
      const steps = Math.trunc(turned / 15) * map.options.zoomSnap;
      if (steps === 0) return;
      turned %= 15;
      map.setZoomAround(map.mouseEventToContainerPoint(event), map.getZoom() + Math.max(-1, Math.min(1, steps)), { animate: false });
    }, { passive: false });
    if (coarse) fingers(ground, () => tell(say("sayTouch")));
  }

  /** Two fingers move and zoom the map, what lay between them stays there. One finger is left to the page. */
  function fingers(ground, tell) {
    let start, waiting;
    const between = ({ touches: [a, b] }) => {
      const { left, top } = ground.getBoundingClientRect();
      return { middle: L.point((a.clientX + b.clientX) / 2 - left, (a.clientY + b.clientY) / 2 - top), span: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) };
    };
    const follow = (now) => {
      waiting = undefined;
      if (!start) return;
      const zoom = Math.max(map.getMinZoom(), Math.min(NEAREST, start.zoom + Math.log2(now.span / start.span)));
      const offset = now.middle.subtract(map.getSize().divideBy(2));
      map.setView(map.unproject(map.project(start.place, zoom).subtract(offset), zoom), zoom, { animate: false });
    };
    ground.addEventListener("touchstart", (event) => {
      if (event.touches.length !== 2) return;
      event.preventDefault();
      const { middle, span } = between(event);
      start = { span, zoom: map.getZoom(), place: map.containerPointToLatLng(middle) };
    }, { passive: false });
    ground.addEventListener("touchmove", (event) => {
      if (event.touches.length === 1) tell();
      if (event.touches.length !== 2 || !start) return;
      event.preventDefault();
      const now = between(event);
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => follow(now));
    }, { passive: false });
    for (const end of ["touchend", "touchcancel"]) ground.addEventListener(end, () => { start = undefined; });
  }

  function keyed(event) {
    const steps = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] };
    if (event.key === "Escape" && state.open !== null) {
      close(true);
      event.stopPropagation();
    } else if (event.target.closest(".map-mark")) {
      // Leaflet listens to these only while the map itself has the focus.
      if (steps[event.key]) map.panBy(steps[event.key], move);
      else if (event.key === "+" || event.key === "=") map.zoomIn();
      else if (event.key === "-") map.zoomOut();
      else return;
      event.preventDefault();
    }
  }

  // ---- What lies still: layers, labels, areas ----

  /** Layers that tiles, where there are any, lie over. */
  const GROUND = ["land", "water", "river", "road"];

  function draw() {
    if (parts.data.tiles) map.createPane("ground").style.zIndex = 150;
    const under = parts.data.tiles ? { pane: "ground" } : {};
    for (const layer of parts.layers.layers) {
      if (!layer.geometry) continue;
      const style = {
        ...(GROUND.includes(layer.kind) ? under : {}), className: `map-${layer.kind}`, interactive: false, fill: ["land", "water", "zone"].includes(layer.kind), weight: 1,
      };
      L.geoJSON(layer.geometry, { style, interactive: false, pointToLayer: () => L.layerGroup() }).addTo(map);
    }
    rhumbs(under);
    areas = new Map();
    for (const item of items.filter((one) => one.geometry)) {
      const area = L.geoJSON(item.geometry, { style: { className: "map-area", weight: 1.5 } });
      area.on("click", () => open(item, area.getElement?.()));
      areas.set(item, area);
    }
    marks = new Map();
    labels = (parts.data.labels ?? []).map(label);
    map.on("zoomend", () => { group(); settle(); });
  }

  /** Lines of one course from two roses at sea, as on a portolan; in this projection they are straight. */
  function rhumbs(under) {
    const [south, west, north, east] = parts.layers.bounds;
    const at = (a, b) => map.project([south + (north - south) * a, west + (east - west) * b], 10);
    const far = at(0, 0).distanceTo(at(1, 1)) * 2;
    for (const rose of [at(0.16, 0.86), at(0.9, 0.1)]) {
      for (let wind = 0; wind < 32; wind += 2) {
        const turn = (wind * Math.PI) / 16;
        const end = rose.add([Math.sin(turn) * far, -Math.cos(turn) * far]);
        L.polyline([map.unproject(rose, 10), map.unproject(end, 10)], { className: `map-rhumb${wind % 8 ? "" : " is-main"}`, interactive: false, weight: 0.6, ...under }).addTo(map);
      }
    }
  }

  function label({ text: name, lat, lon }) {
    const text = make("span", "map-name", name);
    const icon = L.divIcon({ html: text, className: "map-name-box", iconSize: [0, 0] });
    return L.marker([lat, lon], { icon, interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(map);
  }

  /** The sides of what it names on which a name may stand, the best first; what it names has half this size. */
  const SIDES = [[1, 0], [0, 1], [0, -1], [-1, 0]];

  /** Names that would stand on others, on marks or over the edge give way; the first named stays. The name of an area stands
      beside its number, on the first side that is free; what it names needs no second name. */
  function settle() {
    const edge = live.getBoundingClientRect();
    const taken = [...marks.values()].map((mark) => mark.getElement().firstElementChild.getBoundingClientRect());
    taken.push(...[...live.querySelectorAll(".leaflet-control")].map((control) => control.getBoundingClientRect()));
    const free = (box) => box.left >= edge.left && box.right <= edge.right && box.top >= edge.top && box.bottom <= edge.bottom &&
      taken.every((other) => box.left >= other.right || other.left >= box.right || box.top >= other.bottom || other.top >= box.bottom);
    const names = [];
    for (const mark of marks.values()) {
      if (!mark.name) continue;
      const name = mark.name.getElement().firstChild;
      names.push(name.textContent);
      name.hidden = false;
      const fit = SIDES.some(([x, y]) => {
        name.style.translate = `calc(${x} * (50% + 17px) - 50%) calc(${y} * (50% + 15px) - 50%)`;
        return free(name.getBoundingClientRect());
      });
      name.hidden = !fit;
      if (fit) taken.push(name.getBoundingClientRect());
    }
    for (const one of labels) {
      const text = one.getElement().firstChild;
      text.hidden = false;
      const box = text.getBoundingClientRect();
      text.hidden = names.includes(text.textContent) || !free(box);
      if (!text.hidden) taken.push(box);
    }
  }

  /** The names of the areas that records are known by, each once. */
  function areaNames(own) {
    const name = make("span", "map-name map-area-name");
    const all = new Map(own.filter((item) => item.areaName).map((item) => [item.areaName.text, item.areaName.tag]));
    for (const { type, value } of new Intl.ListFormat(document.documentElement.lang).formatToParts(all.keys())) {
      const part = make("span", "", value);
      const tag = type === "element" && all.get(value);
      if (tag) part.lang = tag;
      name.append(part);
    }
    return name;
  }

  // ---- What the map lies on: tiles, where the site has some ----

  /** So many tiles that cannot be read one after another are no accident. */
  const PATIENCE = 3;

  /** Puts tiles under everything but the ground layers. Whatever is wrong with them, the map goes on without. */
  async function tiles() {
    const set = parts.data.tiles;
    if (!set || !page.dataset.tiles || !location.protocol.startsWith("http")) return;
    try {
      await load(page.dataset.tiles);
      const source = new protomapsL.PmtilesSource(new URL(set.url, parts.from).href, true);
      // Asks for the beginning: a file that is missing, broken, or of a server that gives no pieces, is found out here.
      await source.p.getHeader();
      lay(set, source);
    } catch { /* a map with its own layers */ }
  }

  const load = (address) => new Promise((done, failed) => {
    const script = make("script");
    script.src = address;
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  });

  function lay(set, source) {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const area = L.latLngBounds(set.bounds.slice(0, 2), set.bounds.slice(2));
    const note = L.control({ position: "bottomright" });
    note.onAdd = () => credit(set.attribution);
    let layer;
    let failures = 0;
    const paint = () => {
      const old = layer;
      const options = { bounds: area, noWrap: true, attribution: "" };
      layer = (set.picture ? pictures(set, source, options, told) : drawing(set, source, options, told, dark.matches)).addTo(map);
      old?.remove();
    };
    const told = (good) => {
      failures = good ? 0 : failures + 1;
      if (failures < PATIENCE) return;
      dark.removeEventListener("change", paint);
      layer?.remove();
      note.remove();
      page.classList.remove("has-tiles");
    };
    paint();
    if (!set.picture) dark.addEventListener("change", paint);
    if (set.attribution) note.addTo(map);
    page.classList.toggle("has-tiles", area.contains(bounds()));
  }

  /** Whose the tiles are. */
  function credit({ text, url, tag }) {
    const box = make("p", "map-credit");
    const words = url ? make("a", "", text) : make("span", "", text);
    if (url) words.href = url;
    if (tag) words.lang = tag;
    box.append(words);
    L.DomEvent.disableClickPropagation(box);
    return box;
  }

  /** Tiles of lines and areas, with names in the page's language, land and sea in the page's colours. */
  function drawing(set, source, options, told, dark) {
    const tag = document.documentElement.lang;
    const lang = /^zh-(Hant|TW|HK|MO)/i.test(tag) ? "zh-Hant" : /^zh/i.test(tag) ? "zh-Hans" : tag.split("-")[0];
    const layer = protomapsL.leafletLayer({ ...options, url: source.p, flavor: dark ? "dark" : "light", lang, maxDataZoom: set.zooms[1] });
    // Where a tile is missing, the layers below are seen.
    layer.backgroundColor = undefined;
    const get = (at, size) => source.get(at, size).then((found) => {
      told(true);
      return found;
    }, (error) => {
      if (error.name === "AbortError") throw error;
      told(false);
      return new Map();
    });
    for (const view of layer.views.values()) view.tileCache.source = { get };
    const colours = getComputedStyle(page);
    const own = { earth: "--map-land", water: "--map-sea" };
    for (const rule of layer.paintRules) {
      const colour = own[rule.dataLayer];
      if (colour && rule.symbolizer instanceof protomapsL.PolygonSymbolizer) rule.symbolizer = new protomapsL.PolygonSymbolizer({ fill: colours.getPropertyValue(colour).trim() });
    }
    // What the site names itself is not named twice.
    const named = new Set((parts.data.labels ?? []).map((one) => one.text));
    for (const rule of layer.labelRules) {
      const { filter } = rule;
      rule.filter = (zoom, feature) => !named.has(feature.props[`name:${lang}`] ?? feature.props.name) && (!filter || filter(zoom, feature));
    }
    return layer;
  }

  /** Tiles that are pictures. They are drawn and not given an address, which a strict policy for pictures would not allow. */
  function pictures(set, source, options, told) {
    const draw = async (canvas, { z, x, y }) => {
      const found = await source.p.getZxy(z, x, y);
      if (!found) return;
      const picture = await createImageBitmap(new Blob([found.data], { type: set.picture }));
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext("2d").drawImage(picture, 0, 0);
    };
    const Pictures = L.GridLayer.extend({
      createTile(at, done) {
        const canvas = make("canvas");
        draw(canvas, at).then(() => told(true), () => told(false)).then(() => done(undefined, canvas));
        return canvas;
      },
    });
    return new Pictures({ ...options, minNativeZoom: set.zooms[0], maxNativeZoom: set.zooms[1] });
  }

  // ---- Marks ----

  const shown = () => items.filter((item) => fits(item));

  /** Marks of what is shown; those that would touch are one mark with a number. What is known only by the name of an area has no
      position: it is counted at that name, apart from what is known to be somewhere. */
  function group() {
    const groups = [];
    const [placed, unplaced] = [false, true].map((area) => shown().filter((item) => item.area === area));
    for (const item of [...placed, ...unplaced]) {
      const point = map.project([item.lat, item.lon]);
      const near = groups.find((one) => one.items[0].area === item.area && one.point.distanceTo(point) < REACH);
      if (near) near.items.push(item);
      else groups.push({ point, items: [item] });
    }
    const before = marks;
    const held = document.activeElement?.closest?.(".map-mark")?.dataset.first;
    marks = new Map();
    const taken = [];
    for (const { point, items: own } of groups) {
      const key = own.map((item) => item.id).join(" ");
      const one = before.get(key) ?? mark(own);
      const at = own[0].area ? aside(point, taken) : point;
      if (own[0].area) {
        one.setLatLng(map.unproject(at));
        one.name.setLatLng(map.unproject(at));
      }
      taken.push(at);
      marks.set(key, one);
      before.delete(key);
    }
    for (const old of before.values()) {
      old.name?.remove();
      old.remove();
    }
    for (const [item, area] of areas) fits(item) ? area.addTo(map) : area.remove();
    if (held && !document.activeElement?.closest?.(".map-mark")) markOf(byId.get(held))?.getElement().focus({ preventScroll: true });
    light();
  }

  /** Where the number of an area stands: beside other marks, not on them. */
  function aside(point, taken) {
    for (let step = 0; step < 64; step += 1) {
      const [far, turn] = [Math.ceil(step / 8) * REACH / 4, (step * Math.PI) / 4];
      const at = point.add([Math.sin(turn) * far, -Math.cos(turn) * far]);
      if (taken.every((other) => other.distanceTo(at) >= REACH)) return at;
    }
    return point;
  }

  function mark(own) {
    const [first] = own;
    const single = own.length === 1 && !first.area;
    const pin = single ? make("span", `map-pin ${first.exact ? "is-exact" : "is-near"}`) : make("span", `map-cluster${first.area ? " is-unplaced" : ""}`, figure(own.length));
    const size = single ? 28 : 38;
    const icon = L.divIcon({ html: pin, className: "map-mark", iconSize: [size, size] });
    const one = L.marker([first.lat, first.lon], { icon, riseOnHover: true, title: own.length === 1 ? first.title : "" }).addTo(map);
    one.own = own;
    // Beside the mark and not in it: whoever hears the mark is told the name with its number.
    const name = first.area ? areaNames(own) : undefined;
    if (name) {
      const box = L.divIcon({ html: name, className: "map-name-box", iconSize: [0, 0] });
      one.name = L.marker([first.lat, first.lon], { icon: box, interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(map);
      one.name.getElement().setAttribute("aria-hidden", "true");
    }
    const element = one.getElement();
    element.dataset.first = first.id;
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", own.length === 1 ? `${first.title}${first.exact ? "" : `, ${say(first.area ? "sayUnknown" : "sayNear")}`}` : `${name ? `${name.textContent}: ` : ""}${say(first.area ? "sayArea" : "sayCluster", { count: figure(own.length) })}`);
    if (own.length === 1 && first.tag) element.lang = first.tag;
    const act = () => (own.length === 1 ? open(first, element) : part(one));
    one.on("click", act);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      act();
    });
    for (const item of own) {
      element.addEventListener("pointerenter", () => item.row.classList.add("is-lit"));
      element.addEventListener("pointerleave", () => item.row.classList.remove("is-lit"));
    }
    return one;
  }

  const markOf = (item) => [...marks.values()].find((one) => one.own.includes(item));

  /** Goes nearer until the records of a mark stand apart; where they are at one place, or at none, lists them. */
  function part(one) {
    const around = L.latLngBounds(one.own.map((item) => [item.lat, item.lon]));
    const apart = map.project(around.getNorthWest(), NEAREST).distanceTo(map.project(around.getSouthEast(), NEAREST));
    if (apart < REACH || one.own[0].area) {
      crowd(one);
      return;
    }
    const [first] = one.own;
    const [width, height] = [map.getSize().x, map.getSize().y];
    map.once("moveend", () => markOf(first)?.getElement().focus({ preventScroll: true }));
    map.fitBounds(around, { ...move, padding: [width * 0.2, height * 0.2], maxZoom: NEAREST });
  }

  /** Marks and rows that stand for the open record. */
  function light() {
    for (const one of marks.values()) one.getElement().classList.toggle("is-open", one.own.some((item) => item.id === state.open));
    for (const item of items) {
      if (item.id === state.open) item.row.setAttribute("aria-current", "true");
      else item.row.removeAttribute("aria-current");
    }
  }

  // ---- Cards ----

  let card, opener;

  function sheet(titleId) {
    card?.remove();
    card = make("section", "map-card");
    card.setAttribute("aria-labelledby", titleId);
    const shut = make("button", "map-card-close");
    shut.type = "button";
    shut.setAttribute("aria-label", say("sayClose"));
    shut.addEventListener("click", () => close(true));
    card.append(shut);
    live.append(card);
    return card;
  }

  /** Shows the card of a record; `from` is what opened it and gets the focus back, `still` leaves the map where it is. */
  function open(item, from, still) {
    opener = from ?? opener;
    state.open = item.id;
    const link = item.row.querySelector("a");
    const box = sheet("map-card-title");
    const title = make("h2", "map-card-title");
    title.id = "map-card-title";
    const lead = make("a", "", item.title);
    lead.href = link.href;
    if (item.tag) lead.lang = item.tag;
    title.append(lead);
    box.append(title);
    if (item.summary) box.append(copy(item.row.querySelector(".map-item-summary"), "map-card-summary"));
    if (item.facts?.length) box.append(facts(item.facts));
    const note = item.row.querySelector(".map-item-note");
    if (note) box.append(copy(note, "map-card-note"));
    const more = make("a", "map-card-more", say("sayDetails"));
    more.href = link.href;
    more.setAttribute("aria-describedby", "map-card-title");
    box.append(more);
    if (!still) bring(item);
    light();
    if (from) lead.focus({ preventScroll: true });
    write(true);
  }

  /** A part of the list's own text, in whatever language it stands there. */
  function copy(element, className) {
    const own = make("p", className, element?.textContent.trim());
    if (element?.lang) own.lang = element.lang;
    return own;
  }

  function facts(all) {
    const box = make("dl", "card-facts");
    for (const fact of all) {
      const row = make("div");
      const value = make("dd", "", fact.text);
      if (fact.tag) value.lang = fact.tag;
      row.append(make("dt", "", fact.label), value);
      if (fact.from) row.append(make("dd", "fact-from", fact.from));
      box.append(row);
    }
    return box;
  }

  /** The records of one place. */
  function crowd(one) {
    opener = one.getElement();
    state.open = "";
    const box = sheet("map-card-title");
    const title = make("h2", "map-card-title", say(one.own[0].area ? "sayArea" : "sayHere", { count: figure(one.own.length) }));
    title.id = "map-card-title";
    const rows = make("ul", "map-card-list");
    for (const item of one.own) {
      const row = make("li");
      const link = make("a", "", item.title);
      link.href = item.row.querySelector("a").href;
      if (item.tag) link.lang = item.tag;
      row.append(link);
      rows.append(row);
    }
    box.append(title, rows);
    rows.querySelector("a").focus({ preventScroll: true });
  }

  /** Takes the card away; `back` returns the focus to where it was opened, `step` is left out where it is part of another. */
  function close(back, step = true) {
    card?.remove();
    card = undefined;
    state.open = null;
    light();
    if (back) {
      const target = opener?.isConnected ? opener : map.getContainer();
      target.focus({ preventScroll: true });
    }
    opener = undefined;
    if (step) write(true);
  }

  /** Moves the map so far that the record is seen beside its card. */
  function bring(item) {
    const low = card.offsetWidth > map.getSize().x * 0.7;
    const free = low ? { paddingTopLeft: [30, 30], paddingBottomRight: [60, card.offsetHeight + 30] } : { paddingTopLeft: [card.offsetWidth + 40, 40], paddingBottomRight: [60, 40] };
    map.panInside([item.lat, item.lon], { ...move, ...free });
  }

  // ---- The list beside the map ----

  function list() {
    for (const item of items) {
      const place = item.row.querySelector(".map-item-place") ?? item.row.querySelector(".map-item-note");
      const button = make("button", "map-item-show", place.textContent);
      button.type = "button";
      button.setAttribute("aria-label", say("sayShow", { title: item.title, place: place.textContent }));
      place.replaceChildren(button);
      button.addEventListener("click", () => {
        page.querySelector(".map-figure").scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
        // Going nearer would pretend that the place is known.
        if (item.area) {
          open(item, button);
          return;
        }
        open(item, button, true);
        // The card's room is taken into account when the map has come to rest: two movements at once end nowhere.
        map.once("moveend", () => { if (state.open === item.id) bring(item); });
        map.setView([item.lat, item.lon], Math.max(map.getZoom(), CLOSE), move);
      });
      const lit = (on) => () => markOf(item)?.getElement().classList.toggle("is-lit", on);
      item.row.addEventListener("pointerenter", lit(true));
      item.row.addEventListener("pointerleave", lit(false));
      item.row.addEventListener("focusin", lit(true));
      item.row.addEventListener("focusout", lit(false));
    }
  }

  // ---- Filters ----

  /** The links of the filters, each with its field and value; those of a narrowed page stay links. */
  const choices = [];

  function fits(item, except) {
    return [...state.filter].every(([field, value]) => field === except || (item.terms?.[field] ?? []).includes(value));
  }

  function filters() {
    if (page.dataset.narrowed !== undefined) return;
    for (const facet of page.querySelectorAll(".facet[data-field]")) {
      const field = parts.data.fields.find((one) => one.name === facet.dataset.field);
      if (!field) continue;
      for (const link of facet.querySelectorAll("a")) {
        const text = link.querySelector("span").textContent.trim();
        const value = field.values.find((one) => one.label === text);
        if (!value) continue;
        choices.push({ facet, field: field.name, value: value.id, label: text, tag: link.querySelector("span").lang, link });
        link.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
          event.preventDefault();
          if (state.filter.get(field.name) === value.id) state.filter.delete(field.name);
          else state.filter.set(field.name, value.id);
          facet.open = false;
          facet.querySelector("summary").focus();
          narrow();
          write(true);
        });
      }
    }
    page.querySelector(".facets-clear")?.addEventListener("click", (event) => {
      event.preventDefault();
      state.filter.clear();
      page.querySelector(".facet summary")?.focus();
      narrow();
      write(true);
    });
  }

  /** Shows what the filters leave, on the map, in the list, in the picture for the printer and in the filters' own numbers. */
  function narrow() {
    const left = shown();
    const total = page.querySelector(".list-total");
    total.dataset.whole ??= total.textContent;
    total.textContent = state.filter.size ? say("sayShown", { count: figure(left.length), total: figure(items.length) }) : total.dataset.whole;
    for (const item of items) {
      item.row.hidden = !fits(item);
    }
    for (const { still, own } of stills.filter((one) => one.own.length)) {
      const count = own.filter((item) => fits(item)).length;
      still.classList.toggle("is-out", count === 0);
      if (still.dataset.of) still.querySelector("text").textContent = figure(count);
    }
    for (const { row, own } of counts) {
      const count = own.filter((item) => fits(item)).length;
      row.hidden = count === 0;
      row.querySelector("b").textContent = figure(count);
    }
    const clear = page.querySelector(".facets-clear");
    if (clear && page.dataset.narrowed === undefined) clear.hidden = state.filter.size === 0;
    for (const facet of page.querySelectorAll(".facet[data-field]")) chosen(facet);
    if (state.open && !fits(byId.get(state.open))) close(false, false);
    group();
    settle();
  }

  function chosen(facet) {
    const own = choices.filter((one) => one.facet === facet);
    const current = own.find((one) => state.filter.get(one.field) === one.value);
    facet.classList.toggle("is-chosen", Boolean(current));
    const summary = facet.querySelector("summary");
    summary.querySelector("b")?.remove();
    if (current) {
      const name = make("b", "", ` ${current.label}`);
      if (current.tag) name.lang = current.tag;
      summary.append(name);
    }
    for (const one of own) {
      const count = items.filter((item) => fits(item, one.field) && (item.terms?.[one.field] ?? []).includes(one.value)).length;
      one.link.querySelector(".facet-count").textContent = figure(count);
      if (one === current) one.link.setAttribute("aria-current", "true");
      else one.link.removeAttribute("aria-current");
    }
  }

  // ---- The address: #@20.8619,106.562,12;sector=logistics;nam-trang-cat ----

  /** What an address says; `null` for one that is meant for something else on the page. */
  function read(hash) {
    const said = { view: null, filter: new Map(), open: null };
    for (const piece of hash.replace(/^#/, "").split(";").filter(Boolean)) {
      const text = decode(piece);
      const view = /^@(-?[\d.]+),(-?[\d.]+),([\d.]+)$/.exec(text);
      const choice = /^([^=]+)=(.+)$/.exec(text);
      if (view) said.view = view.slice(1).map(Number);
      else if (choice && choices.some((one) => one.field === choice[1] && one.value === choice[2])) said.filter.set(choice[1], choice[2]);
      else if (byId.has(text)) said.open = text;
      else if (!choice) return null;
    }
    return said;
  }

  function decode(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  function restore() {
    const said = read(location.hash);
    if (!said) return;
    const before = writes;
    writes = false;
    state.filter = said.filter;
    narrow();
    const item = byId.get(said.open);
    if (said.view) map.setView(said.view.slice(0, 2), said.view[2], { animate: false });
    else if (item) map.setView([item.lat, item.lon], CLOSE, { animate: false });
    else home();
    if (item && fits(item)) {
      open(item, undefined, Boolean(said.view));
      show();
    }
    else if (state.open !== null) close(false);
    group();
    settle();
    writes = before;
  }

  /** Brings the map into the window, where an address that names a row has led the browser to the row. */
  function show() {
    const bring = () => requestAnimationFrame(() => page.querySelector(".map-figure").scrollIntoView({ block: "nearest", behavior: "instant" }));
    if (document.readyState === "complete") bring();
    else addEventListener("load", bring, { once: true });
  }

  /** Puts what is seen into the address; a choice is a step that Back undoes, a movement is none. */
  function write(step) {
    if (!writes) return;
    const { lat, lng } = map.getCenter();
    const pieces = [`@${lat.toFixed(5)},${lng.toFixed(5)},${Number(map.getZoom().toFixed(2))}`];
    for (const [field, value] of state.filter) pieces.push(`${encodeURIComponent(field)}=${encodeURIComponent(value)}`);
    if (state.open) pieces.push(encodeURIComponent(state.open));
    const hash = `#${pieces.join(";")}`;
    if (hash === location.hash) return;
    try {
      history[step ? "pushState" : "replaceState"](null, "", hash);
    } catch { /* too many steps in a row, or a browser that keeps none from a disk */ }
  }
})();
