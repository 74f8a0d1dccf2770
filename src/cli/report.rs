#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is where the program speaks")]

use std::io::IsTerminal as _;
use std::path::Path;
use std::time::Duration;

use serde_json::json;

use super::Outcome;
use super::argument::Format;
use crate::base::SourcePath;
use crate::diag::{self, Diagnostic, Severity, UiLang};
use crate::output::Tally;
use crate::source::Snapshot;

/// Says what was found and done, to people or to programs.
pub(super) struct Report {
    format: Format,
    lang: UiLang,
    strict: bool,
}

impl Report {
    pub(super) fn new(format: Format, lang: UiLang, strict: bool) -> Report {
        Report { format, lang, strict }
    }

    /// Whether something has to be mended before the site may be written.
    pub(super) fn fails(&self, diagnostics: &[Diagnostic]) -> bool {
        diagnostics.iter().any(|found| self.strict || found.severity == Severity::Error)
    }

    /// Prints every finding and the sum; the outcome is what they amount to.
    pub(super) fn findings(&self, snapshot: &Snapshot, all: &[Diagnostic], tally: Option<Tally>) -> Outcome {
        let text = |path: &SourcePath| snapshot.get(path).and_then(|file| file.text());
        match self.format {
            Format::Text => {
                let colour = std::io::stderr().is_terminal();
                for found in all {
                    eprintln!("{}\n", diag::terminal(found, self.lang, colour, text));
                }
                self.sum(all);
            }
            Format::Json => {
                let list: Vec<_> = all.iter().map(|found| diag::json(found, self.lang, text)).collect();
                let tally = tally.map(|tally| {
                    json!({ "written": tally.written, "unchanged": tally.unchanged, "removed": tally.removed, "bytes": tally.bytes })
                });
                println!("{:#}", json!({ "diagnostics": list, "output": tally }));
            }
        }
        if self.fails(all) { Outcome::Author } else { Outcome::Clean }
    }

    fn sum(&self, all: &[Diagnostic]) {
        let errors = all.iter().filter(|found| found.severity == Severity::Error).count();
        let warnings = all.len() - errors;
        match (self.lang, errors, warnings) {
            (_, 0, 0) => {}
            (UiLang::En, ..) => {
                eprintln!("{errors} {}, {warnings} {}", plural(errors, "error"), plural(warnings, "warning"));
            }
            (UiLang::Vi, ..) => eprintln!("{errors} lỗi, {warnings} cảnh báo"),
        }
    }

    /// Prints lines of data.
    pub(super) fn lines(&self, lines: &[String]) {
        match self.format {
            Format::Text => lines.iter().for_each(|line| println!("{line}")),
            Format::Json => println!("{:#}", json!(lines)),
        }
    }

    /// Says what a build wrote.
    pub(super) fn built(&self, folder: &Path, tally: Tally, pages: usize, took: Duration) {
        if self.format == Format::Json {
            return;
        }
        let (written, unchanged, removed) = (tally.written, tally.unchanged, tally.removed);
        let seconds = took.as_millis();
        let megabytes = tally.bytes / 1_000_000;
        let folder = folder.display();
        match self.lang {
            UiLang::En => eprintln!(
                "{pages} pages in {folder} ({megabytes} MB): {written} files written, {unchanged} unchanged, {removed} removed, in {seconds} ms"
            ),
            UiLang::Vi => eprintln!(
                "{pages} trang trong {folder} ({megabytes} MB): ghi {written} tệp, giữ nguyên {unchanged}, xoá {removed}, trong {seconds} ms"
            ),
        }
    }

    /// Says that the site was made again.
    pub(super) fn rebuilt(&self, number: u64, files: usize, took: Duration) {
        if self.format == Format::Json {
            return;
        }
        let ms = took.as_millis();
        match (self.lang, number, files) {
            (UiLang::En, 1, _) => eprintln!("site read, {ms} ms"),
            (UiLang::Vi, 1, _) => eprintln!("đã đọc trang, {ms} ms"),
            (UiLang::En, _, 0) => eprintln!("site made again, {ms} ms"),
            (UiLang::Vi, _, 0) => eprintln!("đã dựng lại trang, {ms} ms"),
            (UiLang::En, ..) => eprintln!("{files} {} changed, {ms} ms", plural(files, "file")),
            (UiLang::Vi, ..) => eprintln!("{files} tệp thay đổi, {ms} ms"),
        }
    }

    /// Says where the site is shown; the address alone is data.
    pub(super) fn served(&self, address: &str) {
        match self.format {
            Format::Text => println!("{address}"),
            Format::Json => println!("{:#}", json!({ "address": address })),
        }
    }

    /// Says that the world is in the way.
    pub(super) fn world(&self, problem: &str) -> Outcome {
        self.problem(problem);
        Outcome::World
    }

    /// Says what somebody asked for that cannot be done.
    pub(super) fn author(&self, problem: &str) -> Outcome {
        self.problem(problem);
        Outcome::Author
    }

    fn problem(&self, problem: &str) {
        match (self.format, self.lang) {
            (Format::Json, _) => println!("{:#}", json!({ "failure": problem })),
            (Format::Text, UiLang::En) => eprintln!("error: {problem}"),
            (Format::Text, UiLang::Vi) => eprintln!("lỗi: {problem}"),
        }
    }

    /// Says that something was made.
    pub(super) fn done(sentence: &str) {
        eprintln!("{sentence}");
    }
}

fn plural(n: usize, word: &str) -> String {
    if n == 1 { word.to_owned() } else { format!("{word}s") }
}
