// Saves what a page says as one file that needs nothing else: its text, pictures and styles within, without scripts.
(() => {
  const answer = async (address) => {
    const got = await fetch(address);
    if (!got.ok) throw new Error(`${got.status} ${address}`);
    return got;
  };

  /** A file of the site as an address that holds it. */
  async function held(address) {
    const blob = await (await answer(address)).blob();
    return new Promise((done, failed) => {
      const reader = new FileReader();
      reader.addEventListener("load", () => done(reader.result));
      reader.addEventListener("error", () => failed(reader.error));
      reader.readAsDataURL(blob);
    });
  }

  /** A style sheet with all that it asks for within. */
  async function style(address) {
    const css = await (await answer(address)).text();
    const asked = [...css.matchAll(/url\(\s*(["']?)(?!data:|#)([^"')]+)\1\s*\)/g)];
    const files = await Promise.all(asked.map(([, , file]) => held(new URL(file, address))));
    let at = 0;
    return css.replace(/url\(\s*(["']?)(?!data:|#)([^"')]+)\1\s*\)/g, () => `url("${files[at++]}")`);
  }

  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  /** The part of a page that is its own, without what only a page of a site can do; of a document that loads nothing. */
  async function text(main, own) {
    const copy = own.importNode(main, true);
    const [links, pictures] = [["a[href]", "href"], ["img", "src"]].map(([selector, key]) => [...main.querySelectorAll(selector)].map((one) => one[key]));
    [...copy.querySelectorAll("a[href]")].forEach((link, at) => link.setAttribute("href", links[at]));
    const files = await Promise.all(pictures.map(held));
    [...copy.querySelectorAll("img")].forEach((picture, at) => {
      for (const name of ["srcset", "sizes", "loading"]) picture.removeAttribute(name);
      picture.src = files[at];
    });
    for (const film of copy.querySelectorAll("video, audio")) {
      const address = film.querySelector("source")?.getAttribute("src") ?? film.getAttribute("src");
      const whole = new URL(address ?? "", document.baseURI).href;
      film.replaceWith(make("a", whole, { href: whole }));
    }
    for (const one of copy.querySelectorAll("source, script, button, input, form, .neighbours, .compare-link, .print-address")) one.remove();
    return copy;
  }

  async function whole(button) {
    const sheets = [...document.querySelectorAll("link[rel=stylesheet]")];
    const styles = await Promise.all(sheets.map((sheet) => style(sheet.href)));
    const own = document.implementation.createHTMLDocument(document.title);
    own.documentElement.lang = document.documentElement.lang;
    const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;
    // In the order in which browsers have to know it.
    own.head.replaceChildren(
      make("meta", "", { charset: "utf-8" }),
      make("meta", "", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      make("meta", "", { "http-equiv": "Content-Security-Policy", content: "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:" }),
      make("title", document.title),
      make("link", "", { rel: "canonical", href: address }),
      document.createComment("styles"),
    );
    own.body.className = `${document.body.className} is-saved`;
    const foot = button.dataset.sayFoot.replace("{address}", () => address);
    own.body.append(await text(document.querySelector("main"), own), make("p", foot, { class: "wrap saved-foot" }));
    // As text: a style within a document of this page would be refused here.
    const css = styles.map((one, at) => `<style media="${sheets[at].media || "all"}">${one.replace(/<\/style/gi, "<\\/style")}</style>`).join("\n");
    return `<!doctype html>\n${own.documentElement.outerHTML.replace("<!--styles-->", () => css)}\n`;
  }

  /** A name that every system takes. */
  const name = (title) => `${title.replace(/[\\/:*?"<>|\u0000-\u001f\u007f]+/g, " ").replace(/\s+/g, " ").trim().slice(0, 80).replace(/[. ]+$/, "") || "page"}.html`;

  window.portolanSave = async (button) => {
    const words = button.textContent;
    button.disabled = true;
    try {
      const link = make("a", "", { download: name(document.querySelector("h1")?.textContent ?? document.title) });
      link.href = URL.createObjectURL(new Blob([await whole(button)], { type: "text/html" }));
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch {
      button.setAttribute("aria-live", "polite");
      button.textContent = button.dataset.sayFailed;
      setTimeout(() => { button.textContent = words; }, 5000);
    }
    button.disabled = false;
  };
})();
