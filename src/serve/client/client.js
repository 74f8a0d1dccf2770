// Starts the preview in a page. Never part of a build: the server writes this script into what it serves.
(() => {
  const ui = document.currentScript?.dataset.ui === "vi" ? "vi" : "en";
  import("/_portolan/page.js").then(({ start }) => start(ui));
})();
