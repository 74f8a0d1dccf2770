// What the server says about builds, with one connection for all tabs.
//
// A browser keeps at most six connections to one server. With a stream per tab the seventh tab would never load, so one
// tab holds the stream (whoever gets the lock) and passes on what it hears; when it is closed, the next one takes over.
// Where there are no locks (another machine's page without https), a tab holds a stream while it is in sight.

const PATIENCE = [300, 600, 1000, 2000, 3000];
const SLEPT = 20_000;
const ANSWER = 2000;

/** Calls `heard(build)` for every build and `state(connected)` when the connection comes or goes. */
export function listen({ heard, state }) {
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("portolan") : null;
  let last = null;
  let stream = null;
  let connected = true;
  let waiting = 0;

  const tell = (message) => {
    take(message);
    channel?.postMessage(message);
  };
  const take = (message) => {
    if (message.build) {
      last = message;
      heard(message.build);
    }
    if ("connected" in message && message.connected !== connected) {
      connected = message.connected;
      state(connected);
    }
  };
  let spare = null;
  channel?.addEventListener("message", ({ data }) => {
    if (data.ask) {
      if (stream) channel.postMessage({ ...last, connected });
      return;
    }
    clearTimeout(waiting);
    spare?.close();
    spare = null;
    take(data);
  });

  if (navigator.locks && channel) {
    // A tab that waits for the lock asks its holder what it has missed: when it begins, and when it is looked at again.
    // A holder that the browser has put to sleep does not answer: then the tab listens by itself.
    const ask = () => {
      if (stream || document.hidden) return;
      channel.postMessage({ ask: true });
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (!stream) spare ??= connect(take);
      }, ANSWER);
    };
    ask();
    document.addEventListener("visibilitychange", ask);
    // A page that is left may be kept aside, frozen, and come back: it must neither hold the lock nor wait for it meanwhile.
    let leave = () => {};
    const queue = () => {
      const left = new AbortController();
      const hold = () => new Promise((end) => {
        spare?.close();
        spare = null;
        stream = connect(tell);
        left.signal.addEventListener("abort", end);
      });
      leave = () => {
        left.abort();
        stream?.close();
        stream = null;
      };
      navigator.locks.request("portolan", { signal: left.signal }, hold).catch(() => { /* left while waiting */ });
    };
    window.addEventListener("pagehide", () => leave());
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) queue();
    });
    queue();
    return;
  }
  const look = () => {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else {
      stream ??= connect(take);
    }
  };
  document.addEventListener("visibilitychange", look);
  look();
}

/** A stream that opens itself again, whatever happened to it. */
function connect(tell) {
  let source = null;
  let timer = 0;
  let failures = 0;
  let closed = false;

  const open = () => {
    clearTimeout(timer);
    source?.close();
    if (closed) return;
    source = new EventSource("/_portolan/events");
    source.addEventListener("build", (event) => {
      failures = 0;
      tell({ build: JSON.parse(event.data), connected: true });
    });
    // The browser's own way of trying again is slow, and gives up for good when something else answers at the port.
    source.addEventListener("error", () => {
      source.close();
      const wait = PATIENCE[Math.min(failures, PATIENCE.length - 1)];
      failures += 1;
      if (failures > 2) tell({ connected: false });
      timer = setTimeout(open, wait);
    });
  };
  open();

  // After sleep a connection may look alive and be dead: a new one tells what has been missed.
  let before = Date.now();
  const clock = setInterval(() => {
    const now = Date.now();
    if (now - before > SLEPT) open();
    before = now;
  }, 5000);
  const again = () => {
    if (failures > 0) open();
  };
  window.addEventListener("online", open);
  document.addEventListener("visibilitychange", again);
  return {
    close() {
      closed = true;
      clearInterval(clock);
      clearTimeout(timer);
      source?.close();
      window.removeEventListener("online", open);
      document.removeEventListener("visibilitychange", again);
    },
  };
}
