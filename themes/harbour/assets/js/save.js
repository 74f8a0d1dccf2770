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
    for (const link of copy.querySelectorAll("a[href]")) {
      const written = link.getAttribute("href");
      // What leads to a place of this page leads there in the file.
      if (!written.startsWith("#")) link.setAttribute("href", new URL(written, document.baseURI).href);
    }
    // A picture that does not come leaves its words.
    const pictures = [...main.querySelectorAll("img")].map((picture) => held(picture.src).catch(() => undefined));
    const files = await Promise.all(pictures);
    [...copy.querySelectorAll("img")].forEach((picture, at) => {
      for (const name of ["srcset", "sizes", "loading"]) picture.removeAttribute(name);
      if (files[at]) picture.src = files[at];
      else picture.replaceWith(make("span", picture.alt));
    });
    for (const film of copy.querySelectorAll("video, audio")) {
      const address = film.querySelector("source")?.getAttribute("src") ?? film.getAttribute("src");
      const whole = new URL(address ?? "", document.baseURI).href;
      film.replaceWith(make("a", whole, { href: whole }));
    }
    for (const sort of copy.querySelectorAll("button.sort")) sort.replaceWith(...sort.childNodes);
    for (const box of copy.querySelectorAll("li input[type=checkbox]")) box.replaceWith(box.checked ? "☑ " : "☐ ");
    for (const one of copy.querySelectorAll("source, script, button, input, form, .neighbours, .compare-link, .print-address")) one.remove();
    return copy;
  }

  async function whole(button) {
    const sheets = [...document.querySelectorAll("link[rel=stylesheet]")];
    const styles = await Promise.all(sheets.map((sheet) => style(sheet.href)));
    const own = document.implementation.createHTMLDocument(document.title);
    own.documentElement.lang = document.documentElement.lang;
    own.documentElement.dir = document.documentElement.dir;
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
  function name(title) {
    const plain = title.replace(/[\\/:*?"<>|\u0000-\u001f\u007f]+/g, " ").replace(/\s+/g, " ").trim();
    const short = [...plain].slice(0, 80).join("").replace(/[. ]+$/, "") || "page";
    // Windows keeps these names for devices.
    return `${short}${/^(con|prn|aux|nul|com\d|lpt\d)$/i.test(short) ? "_" : ""}.html`;
  }

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
