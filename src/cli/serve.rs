//! `portolan serve`: what is said about a preview; the preview itself is `serve`.

use std::collections::BTreeSet;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use qrcodegen::{QrCode, QrCodeEcc};

use super::Outcome;
use super::argument::ServeOptions;
use super::fetched;
use super::report::Report;
use crate::base::SourcePath;
use crate::diag::{Diagnostic, UiLang};
use crate::install::{self, Fetching, WantedPackages};
use crate::pipeline::Memory;
use crate::serve::{self, Editor, Opening, PreviewState, Server, Session, Settings, StageCalls, Watch};
use crate::source::{self, Snapshot};

/// `portolan serve`
pub(super) fn serve(options: &ServeOptions) -> Outcome {
    let lang: UiLang = options.site.ui_lang.into();
    let report = Report::new(options.site.format, lang, options.site.strict);
    match run(options, lang, &report) {
        Ok(()) => Outcome::Clean,
        Err(problem) => report.environment(&problem),
    }
}

fn run(options: &ServeOptions, lang: UiLang, report: &Report) -> Result<(), String> {
    let root = options.site.root.canonicalize();
    let root = root.map_err(|error| format!("{}: {error}", options.site.root.display()))?;
    // What changes while the site is read for the first time is looked at again as soon as there is a session.
    let opened: Arc<OnceLock<Arc<Session>>> = Arc::default();
    let overrides = options.site.overrides(false);
    let supply = Arc::new(Supply { root: root.clone(), lang, work: Mutex::default() });
    // Weak, so that npm ends with this function even while a watcher still runs.
    let (watched, supplied) = (opened.clone(), Arc::downgrade(&supply));
    let watch = Watch::start(&root, options.poll, move |batch| {
        let session = watched.wait();
        if session.refresh(&batch.paths, batch.since) && batch.paths.iter().any(|path| decides(path)) {
            supplied.upgrade().inspect(|supply| supply.look(session));
        }
    });
    let watch = watch.map_err(|error| format!("{}: {error}", root.display()))?;
    let mut read = source::read(&root).map_err(|error| error.to_string())?;
    let mut memory = Memory::default();
    let config = memory.config(&read.value, &overrides).value;
    let missing = install::add_installed(&root, &mut read.value, &config);
    let listener = listener(options, lang);
    let opening = Opening { read, overrides, memory, lang };
    let session = Session::open(&root, opening, StageCalls::default(), listener);
    let session = session.map_err(|error| error.to_string())?;
    let session = opened.get_or_init(|| Arc::new(session)).clone();
    supply.fetch(&session, missing);
    let settings = Settings { port: options.port, lan: options.lan, editor: editor(options) };
    let server = Server::start(session, settings);
    let server =
        server.map_err(|error| format!("{} {}: {error}", say(lang, "port", "cổng"), options.port))?;
    if watch == Watch::Polling && !options.poll {
        Report::done(say(
            lang,
            "the system does not tell of changes here: files are looked at every second",
            "hệ thống không báo thay đổi ở đây: chương trình sẽ xem lại các tệp mỗi giây",
        ));
    }
    greet(&server, options, lang, report);
    server.until_interrupted().map_err(|error| error.to_string())
}

/// What the theme takes from npm, as long as a preview runs.
struct Supply {
    root: PathBuf,
    lang: UiLang,
    work: Mutex<Option<Fetching>>,
}

impl Supply {
    /// Asks once more what the theme takes: the first map of a site, and its first tiles, want more than was there.
    fn look(&self, session: &Arc<Session>) {
        let Some(build) = session.current().build.clone() else { return };
        let mut missing = Vec::new();
        let files = |snapshot: &Snapshot| -> BTreeSet<SourcePath> {
            snapshot.below("themes/").map(|(path, _)| path.clone()).collect()
        };
        let mut add = |snapshot: &mut Snapshot| {
            let before = files(snapshot);
            missing = install::add_installed(&self.root, snapshot, &build.site.config);
            files(snapshot).difference(&before).cloned().collect()
        };
        session.change(|snapshot, _| add(snapshot), Instant::now());
        self.fetch(session, missing);
    }

    /// Installs what is missing. Nobody waits for it: pages that are open are made again when it is there.
    fn fetch(&self, session: &Arc<Session>, missing: Vec<WantedPackages>) {
        if missing.is_empty() {
            return;
        }
        let session = session.clone();
        let mut work = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        // What was under way ends before the next begins.
        *work = None;
        let lang = self.lang;
        let tell = move |notice: &install::NpmNotice<'_>| fetched::say(notice, lang);
        *work = Some(Fetching::start(missing, tell, move |files| add(&session, files)));
    }
}

/// Whether what the theme takes may depend on a file.
fn decides(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    // The last is what a new folder is told as.
    matches!(name, Some("maps.toml" | "theme.toml" | "package-lock.json" | "portolan.toml" | "_maps"))
}

/// Writes built-in files into the site.
fn add(session: &Session, files: &Snapshot) {
    let fill = |snapshot: &mut Snapshot| {
        snapshot.fill_from(files);
        files.iter().map(|(path, _)| path.clone()).collect()
    };
    session.change(|snapshot, _| fill(snapshot), Instant::now());
}

/// Says how each build went: what was found, when that is different, and a line with the time.
fn listener(options: &ServeOptions, lang: UiLang) -> Box<dyn Fn(&PreviewState) + Send + Sync> {
    let report = Report::new(options.site.format, lang, options.site.strict);
    let told: Mutex<Option<Vec<Diagnostic>>> = Mutex::new(None);
    Box::new(move |edition| {
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.as_ref().is_none_or(|told| *told != edition.diagnostics) {
            let nothing = Snapshot::default();
            let snapshot = edition.build.as_ref().map_or(&nothing, |build| &build.snapshot);
            report.findings(snapshot, &edition.diagnostics, None, None);
            *told = Some(edition.diagnostics.clone());
        }
        report.rebuilt(edition.number, edition.change.files.len(), edition.took);
    })
}

fn editor(options: &ServeOptions) -> Option<Editor> {
    options.editor.as_deref().map_or_else(Editor::around, Editor::of)
}

/// Says where the preview is.
fn greet(server: &Server, options: &ServeOptions, lang: UiLang, report: &Report) {
    if options.port != 0 && server.port != options.port {
        let (wished, port) = (options.port, server.port);
        Report::done(&match lang {
            UiLang::En => format!("port {wished} is taken by another program; the preview is at {port}"),
            UiLang::Vi => {
                format!("cổng {wished} đang được chương trình khác dùng; bản xem trước ở cổng {port}")
            }
        });
    }
    let address = server.address();
    report.served(&address);
    if options.lan {
        match server.lan_address() {
            Some(address) => {
                let hint =
                    say(lang, "for telephones in the same network:", "cho điện thoại trong cùng mạng:");
                Report::done(&format!("{hint} {address}\n{}", code(&address).unwrap_or_default()));
            }
            None => Report::done(say(lang, "this machine is in no network", "máy này không nối mạng nào")),
        }
    }
    Report::done(say(lang, "ctrl-C ends the preview", "nhấn ctrl-C để dừng xem trước"));
    if options.open && serve::browse(&address).is_err() {
        Report::done(say(lang, "no browser could be opened", "không mở được trình duyệt nào"));
    }
}

fn say<'t>(lang: UiLang, en: &'t str, vi: &'t str) -> &'t str {
    match lang {
        UiLang::En => en,
        UiLang::Vi => vi,
    }
}

/// A QR code in half blocks, dark on light whatever the terminal's colours are.
fn code(text: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let colour = std::io::stderr().is_terminal();
    let quiet = 2;
    let mut lines = Vec::new();
    for y in (-quiet..code.size() + quiet).step_by(2) {
        let cell = |x: i32| match (code.get_module(x, y), code.get_module(x, y + 1)) {
            (true, true) => ' ',
            (true, false) => '▄',
            (false, true) => '▀',
            (false, false) => '█',
        };
        let line: String = (-quiet..code.size() + quiet).map(cell).collect();
        // White on black, said outright: in a light terminal the code would be inverted, which not every camera reads.
        lines.push(if colour { format!("\u{1b}[97;40m{line}\u{1b}[0m") } else { line });
    }
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use qrcodegen::{QrCode, QrCodeEcc};

    #[test]
    fn the_code_has_every_module_where_it_belongs() {
        let address = "http://192.168.1.20:1111/?token=0123456789abcdef0123456789abcdef";
        let code = QrCode::encode_text(address, QrCodeEcc::Low).expect("it is short enough");
        let drawn = super::code(address).expect("it is short enough");
        let drawn: Vec<Vec<char>> = drawn
            .lines()
            .map(|line| line.chars().filter(|c| matches!(c, ' ' | '▄' | '▀' | '█')).collect())
            .collect();
        for (at, line) in drawn.iter().enumerate() {
            for (x, cell) in line.iter().enumerate() {
                let (x, y) = (i32::try_from(x).expect("few") - 2, i32::try_from(at).expect("few") * 2 - 2);
                // Light is drawn, dark is the ground.
                let light = (matches!(cell, '▀' | '█'), matches!(cell, '▄' | '█'));
                assert_eq!(light, (!code.get_module(x, y), !code.get_module(x, y + 1)), "{x}, {y}");
            }
        }
        assert_eq!(drawn.len(), usize::try_from(code.size() + 5).expect("positive") / 2);
    }
}
