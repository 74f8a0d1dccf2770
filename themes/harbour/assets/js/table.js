// Orders the rows of a list's table by a column. Without this file the table stands in the order of its list.
(() => {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const compare = {
    number: (a, b) => Number(a) - Number(b),
    code: (a, b) => (a < b ? -1 : Number(a > b)),
    text: (a, b) => collator.compare(a, b),
  };
  const valueOf = (cell) => (cell.classList.contains("is-empty") ? null : cell.dataset.sort ?? cell.textContent.trim());

  // What says nothing stays at the end whichever way the others stand.
  const order = (body, at, kind, direction) => {
    const rows = [...body.rows].filter((row) => !("heading" in row.dataset)).map((row) => [valueOf(row.cells[at]), row]);
    rows.sort(([a], [b]) => {
      if (a === null || b === null) return Number(a === null) - Number(b === null);
      return direction * compare[kind](a, b);
    });
    body.append(...rows.map(([, row]) => row));
  };

  for (const table of document.querySelectorAll("[data-list-table]")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      const { kind } = head.dataset;
      if (!kind) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      // The words stand in a box of the same measures before, so that nothing moves.
      const words = head.querySelector(".sort");
      button.append(...words.childNodes);
      words.replaceWith(button);
      button.addEventListener("click", () => {
        const falls = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", falls ? "descending" : "ascending");
        for (const body of table.tBodies) order(body, at, kind, falls ? -1 : 1);
      });
    });
  }
})();

// Puts two to five rows side by side: records as columns, fields as rows. What is compared stands in the address. It is made
// of what the table holds already; without this file the table is there to compare by eye.
(() => {
  const bar = document.querySelector("[data-compare]");
  const table = document.querySelector("[data-list-table]");
  const place = document.querySelector("[data-compared]");
  if (!bar || !table || !place) return;
  const MOST = 5;
  const go = bar.querySelector("[data-compare-go]");
  const back = bar.querySelector("[data-compare-back]");
  const status = bar.querySelector("[data-compare-status]");
  const list = table.closest(".list-table");
  const hint = status.textContent;
  const title = document.title;
  const rows = new Map([...table.querySelectorAll("tr[data-id]")].map((row) => [row.dataset.id, row]));
  const boxes = [...table.querySelectorAll(".pick")];
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const say = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, () => value), bar.dataset[`say${key[0].toUpperCase()}${key.slice(1)}`]);
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  let order = [];
  /** The question of the address for which all is shown now. */
  let shownFor;

  const make = (tag, ...parts) => {
    const element = document.createElement(tag);
    element.append(...parts);
    return element;
  };
  const copy = (cell) => {
    const own = make(cell.tagName === "TH" ? "th" : "td");
    own.className = cell.className.replace("num", "").trim();
    own.append(...[...cell.cloneNode(true).childNodes].filter((node) => !node.classList?.contains("pick") && !node.classList?.contains("cell-origin")));
    return own;
  };
  const origin = (cell) => cell.querySelector(".cell-origin")?.cloneNode(true);
  const shown = (note) => {
    if (note) note.hidden = false;
    return note ? [note] : [];
  };

  /** The table of the records, whose ids are known. */
  function compared(ids) {
    const picked = ids.map((id) => rows.get(id));
    const names = picked.map((row) => {
      const head = copy(row.cells[0]);
      head.scope = "col";
      const remove = make("button", "×");
      remove.type = "button";
      remove.className = "remove";
      remove.setAttribute("aria-label", say("remove", { name: row.cells[0].querySelector("a").textContent }));
      remove.addEventListener("click", () => turn(ids.filter((id) => id !== row.dataset.id)));
      head.append(remove);
      return head;
    });
    const corner = make("th", say("field"));
    corner.scope = "col";
    const body = heads.map((head, at) => {
      const label = make("th", ...[...(head.querySelector(".sort") ?? head).cloneNode(true).childNodes], ...(head.querySelector(".sort") ? [...head.querySelectorAll(":scope > .unit")].map((unit) => unit.cloneNode(true)) : []));
      label.scope = "row";
      return make("tr", label, ...picked.map((row) => {
        const cell = copy(row.cells[at + 1]);
        cell.append(...shown(origin(row.cells[at + 1])));
        return cell;
      }));
    });
    const basis = make("th", say("basis"));
    basis.scope = "row";
    const origins = picked.map((row) => make("td", ...shown(origin(row.cells[0]))));
    const caption = make("caption", say("title"));
    caption.className = "visually-hidden";
    return make("table", caption, make("thead", make("tr", corner, ...names)), make("tbody", ...body, make("tr", basis, ...origins)));
  }

  /** Shows what is chosen side by side, or the whole table with it ticked: where that is less than two, or where `is` says so. */
  function show(ids, told, is = ids.length > 1) {
    order = ids;
    for (const box of boxes) box.checked = ids.includes(box.value);
    place.replaceChildren(...(is ? [compared(ids)] : []));
    place.hidden = !is;
    list.hidden = is;
    back.hidden = !is;
    go.hidden = is;
    document.title = is ? `${say("title")} – ${title}` : title;
    count(told);
    for (const link of document.querySelectorAll(".languages a")) link.href = link.href.split("?")[0] + (is ? `?compare=${ids.join(",")}` : "");
  }

  /** Tells how many are chosen; no more than five can be. */
  function count(told) {
    const all = chosen();
    // In the order in which they were chosen.
    order = [...order.filter((id) => all.includes(id)), ...all.filter((id) => !order.includes(id))];
    go.textContent = say("compare", { count: all.length.toLocaleString(document.documentElement.lang) });
    go.disabled = all.length < 2;
    for (const box of boxes) box.disabled = all.length >= MOST && !box.checked;
    status.textContent = told ?? (all.length >= MOST ? say("most") : place.hidden ? hint : "");
  }

  function turn(ids, is = ids.length > 1) {
    const address = new URL(location.href);
    address.search = is ? `?compare=${ids.join(",")}` : "";
    history.pushState(null, "", address);
    shownFor = location.search;
    show(ids, undefined, is);
    (is ? place : go.disabled ? boxes[0] : go).focus();
  }

  /** Shows what the address asks for, and says what of it cannot be shown. */
  function restore() {
    const asked = [...new Set((new URLSearchParams(location.search).get("compare") ?? "").split(",").filter(Boolean))];
    const unknown = asked.filter((id) => !rows.has(id));
    const known = asked.filter((id) => rows.has(id));
    const told = [unknown.length && say("unknown", { ids: unknown.slice(0, MOST).map((id) => id.slice(0, 60)).join(", ") }), known.length > MOST && say("most")].filter(Boolean);
    shownFor = location.search;
    show(known.slice(0, MOST), told.length ? told.join(" ") : undefined);
  }

  for (const box of boxes) {
    box.hidden = false;
    box.addEventListener("change", () => count());
  }
  bar.hidden = false;
  go.addEventListener("click", () => turn(order));
  back.addEventListener("click", (event) => {
    event.preventDefault();
    turn(order, false);
  });
  // A link to a place of this page changes nothing of what is chosen.
  addEventListener("popstate", () => { if (location.search !== shownFor) restore(); });
  restore();
})();
