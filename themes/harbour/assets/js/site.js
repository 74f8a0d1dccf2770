// Small comforts. Every page is complete without this file.
(() => {
  const key = "portolan-language";
  const recall = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (code) => { try { localStorage.setItem(key, code); } catch { /* storage is off: nothing to remember */ } };

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // Saves the page as one file. From a disk no script may read what the page is made of.
  for (const button of document.querySelectorAll("[data-save]")) {
    if (!location.protocol.startsWith("http")) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      if (window.portolanSave) {
        window.portolanSave(button);
        return;
      }
      const script = document.createElement("script");
      script.src = button.dataset.save;
      script.addEventListener("load", () => window.portolanSave(button));
      document.head.append(script);
    });
  }

  // Copies the text of a field; where the system's clipboard is closed to pages, as it may be from a disk, the old way.
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    const name = button.textContent;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(field.value); } catch { field.select(); document.execCommand("copy"); button.focus(); }
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = name; }, 3000);
    });
  }

  // Whoever chose a language once is led there from the chooser, unless they come back from inside the site to choose again.
  for (const link of document.querySelectorAll("a[data-lang]")) {
    link.addEventListener("click", () => remember(link.dataset.lang));
  }
  const chooser = document.querySelector("[data-chooser]");
  const code = chooser && recall();
  const last = code && [...chooser.querySelectorAll("a[data-lang]")].find((link) => link.dataset.lang === code);
  if (last) {
    last.classList.add("is-last");
    const inside = document.referrer.startsWith(location.origin + "/");
    const [entry] = performance.getEntriesByType("navigation");
    if (!inside && (!entry || entry.type === "navigate")) location.replace(last.href);
  }

  // Open folds close with Escape and with a click elsewhere.
  const folds = () => document.querySelectorAll(".menu-fold[open], .facet[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const fold of folds()) {
      const inside = fold.contains(document.activeElement);
      fold.open = false;
      if (inside) fold.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const fold of folds()) if (!fold.contains(event.target)) fold.open = false;
  });
})();
