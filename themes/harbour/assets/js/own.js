// Behind a code on paper the reader's own language stands first: the one chosen before, else the first of the browser's. This
// stands in the page's head without `defer`, and rows are moved as they come, before anything is painted: so nothing jumps.
(() => {
  let chosen;
  try { chosen = localStorage.getItem("portolan-language"); } catch { /* storage is off */ }
  const short = (tag) => tag.toLowerCase().split("-")[0];
  const wanted = [chosen, ...navigator.languages].filter(Boolean).map(short);
  const rank = (row) => wanted.indexOf(short(row.dataset.language));
  const lift = () => {
    for (const list of document.querySelectorAll("[data-languages]")) {
      const rows = [...list.children];
      const [own] = rows.filter((row) => rank(row) >= 0).sort((a, b) => rank(a) - rank(b));
      if (!own) continue;
      for (const row of rows) row.classList.toggle("is-own", row === own);
      if (own !== list.firstElementChild) list.prepend(own);
    }
  };
  const watch = new MutationObserver(lift);
  watch.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => { lift(); watch.disconnect(); });
})();
