// Starts the preview in a page. Never part of a build: the server writes this script into what it serves.
(() => {
  const ui = document.currentScript?.dataset.ui === "vi" ? "vi" : "en";
  const begin = () => import("/_portolan/page.js").then(({ start }) => start(ui));

  // The server may go in the middle of loading. Only then is the page loaded again, as soon as the server is back.
  const again = (error) => fetch("/_portolan/client.js").then(
    () => { throw error; },
    () => setTimeout(() => fetch("/_portolan/client.js").then(() => location.reload(), again), 1000),
  );
  begin().catch(again);
})();
