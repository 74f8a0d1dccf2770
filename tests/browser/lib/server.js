// A small server for built files, as strict as the configuration the site is meant to be published with.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif",
  ".xml": "application/xml; charset=utf-8", ".json": "application/json; charset=utf-8", ".txt": "text/plain; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".geojson": "application/geo+json",
  ".pdf": "application/pdf", ".woff2": "font/woff2", ".mp4": "video/mp4", ".vtt": "text/vtt; charset=utf-8",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".webmanifest": "application/manifest+json",
};

export const policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
  + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The part of a file that a browser asks for, as its first and last byte; `undefined` when it wants all. */
function part(asked, size) {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(asked ?? "") ?? [];
  return first === undefined ? undefined : { start: Number(first), end: last ? Math.min(Number(last), size - 1) : size - 1 };
}

/**
 * Serves the folders in `mounts` ([prefix, folder], the longest prefix first) on a free port; nothing else answers but 404. With
 * `whole`, files are only given whole, as by a server that knows no ranges; with `wasm`, pages may compile WebAssembly, which ours never do.
 */
export async function serve(mounts, { whole = false, wasm = false } = {}) {
  const server = createServer((request, response) => {
    const headers = { "Content-Security-Policy": wasm ? policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'") : policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin", "Cache-Control": "no-store" };
    const send = (status, file) => {
      const { size } = statSync(file);
      const range = status === 200 && !whole ? part(request.headers.range, size) : undefined;
      if (range && range.start > range.end) {
        response.writeHead(416, { ...headers, "Content-Range": `bytes */${size}` }).end();
        return;
      }
      const length = range ? range.end - range.start + 1 : size;
      const more = range ? { "Content-Range": `bytes ${range.start}-${range.end}/${size}` } : {};
      response.writeHead(range ? 206 : status, { ...headers, "Content-Type": types[extname(file)] ?? "application/octet-stream", "Content-Length": length, ...more });
      if (request.method === "HEAD") response.end();
      else createReadStream(file, range).pipe(response);
    };
    let path;
    try {
      path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    } catch {
      response.writeHead(400, headers).end();
      return;
    }
    const [prefix, folder] = mounts.find(([start]) => path.startsWith(start)) ?? [];
    if (!folder) {
      response.writeHead(404, { ...headers, "Content-Type": "text/plain" }).end("Not served here");
      return;
    }
    const inside = normalize(`/${path.slice(prefix.length)}`);
    let file = join(folder, inside);
    if (existsSync(file) && statSync(file).isDirectory()) {
      if (!inside.endsWith("/")) {
        response.writeHead(301, { ...headers, Location: `${prefix}${inside.slice(1)}/` }).end();
        return;
      }
      file = join(file, "index.html");
    }
    if (existsSync(file) && statSync(file).isFile()) {
      send(200, file);
      return;
    }
    // The error page of the language the address begins with.
    const missing = join(folder, inside.split("/")[1] ?? "", "404.html");
    if (existsSync(missing)) send(404, missing);
    else response.writeHead(404, { ...headers, "Content-Type": "text/plain" }).end("Not found");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }) };
}
