// `portolan serve` on a small site of its own: started, stopped and killed as a test wants, its files changed as editors do.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const program = process.env.PORTOLAN;
if (!program || !existsSync(program)) throw new Error("PORTOLAN does not name the program. Start the tests with tests/run, which builds it.");

/** The theme as it stands in the repository: what a site may override. */
export const theme = resolve(dirname(fileURLToPath(import.meta.url)), "../../../themes/harbour");
const words = join(theme, "../../i18n/vi.toml");

let model;
/** A starter site, with things to type and open on every record. */
function starter() {
  if (model) return model;
  model = join(mkdtempSync(join(tmpdir(), "portolan-preview-")), "site");
  const made = spawnSync(program, ["new", model], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`no site was made: ${made.stderr}`);
  const record = readFileSync(join(theme, "templates/record.html"), "utf8");
  const probe = '<form id="probe"><input id="typed" aria-label="typed" value="as sent"><textarea id="area" aria-label="area">as sent</textarea>'
    + '<select id="choice" aria-label="choice"><option>one</option><option>two</option></select><label><input id="tick" type="checkbox">tick</label></form>'
    + '<details id="fold"><summary>Fold</summary><p>Inside</p></details><div id="map" data-keep></div>';
  put(model, "themes/harbour/templates/record.html", record.replace("{% block after %}", `${probe}{% block after %}`));
  put(model, "i18n/vi.toml", readFileSync(words, "utf8"));
  return model;
}

function put(folder, path, text) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const running = new Set();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
  if (model) rmSync(dirname(model), { recursive: true, force: true });
});

/** A site of its own and its server. */
export class Preview {
  static async start(options = []) {
    const one = new Preview();
    one.folder = join(mkdtempSync(join(tmpdir(), "portolan-preview-")), "site");
    cpSync(starter(), one.folder, { recursive: true });
    one.options = options;
    await one.begin("0");
    return one;
  }

  /** Begins the server; resolves when it has printed its address. */
  async begin(port) {
    const child = spawn(program, ["serve", "--root", this.folder, "--port", String(port), "--ui-lang", "vi", ...this.options], { stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    child.once("exit", () => running.delete(child));
    this.child = child;
    this.said = "";
    this.home = await new Promise((found, failed) => {
      const hear = (chunk) => {
        this.said += chunk;
        const port = this.said.match(/http:\/\/(?:127\.0\.0\.1|localhost):(\d+)\//)?.[1];
        if (port) found(`http://127.0.0.1:${port}/`);
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.once("exit", (code) => failed(new Error(`the server ended (${code}): ${this.said}`)));
      child.once("error", failed);
    });
    this.origin = this.home.slice(0, -1);
  }

  /** Ends the server as a power cut would. */
  kill() {
    return this.#end("SIGKILL");
  }

  async #end(signal) {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((end) => { this.child.once("exit", end); });
    this.child.kill(signal);
    await ended;
  }

  /** Begins it again at the same address. */
  again() {
    return this.begin(new URL(this.home).port);
  }

  async end() {
    await this.#end("SIGINT");
    rmSync(dirname(this.folder), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  read(path) {
    return readFileSync(join(this.folder, path), "utf8");
  }

  write(path, text) {
    put(this.folder, path, text);
  }

  /** Saves a file with `from` replaced by `to`; it must be there. */
  edit(path, from, to) {
    const text = this.read(path);
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${path} has no ${from}`);
    this.write(path, changed);
  }

  remove(path) {
    rmSync(join(this.folder, path), { recursive: true });
  }
}
