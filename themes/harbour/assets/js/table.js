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
