#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is where the program speaks")]

use std::io::IsTerminal as _;
use std::path::Path;
use std::time::Duration;

use serde_json::json;

use super::Outcome;
use super::argument::{ReportFormat, SiteOptions};
use crate::data::quoted;
use crate::diag::{self, Count, Diagnostic, Finding, Printer, Severity, UiLang};
use crate::output::Tally;
use crate::pipeline::{Stage, StageClock};
use crate::site::Site;
use crate::source::Snapshot;

/// Says what was found and done, to people or to programs.
pub(super) struct Report {
    format: ReportFormat,
    lang: UiLang,
    strict: bool,
    /// Whether every finding is printed, however many there are.
    all: bool,
}

/// More findings than these nobody reads; how many there are besides is said.
const MOST_PRINTED: usize = 200;

/// How the addresses that a record had can lead to it.
pub(super) struct WayBack {
    /// The record.
    pub(super) id: String,
    /// The file of its facts.
    pub(super) file: String,
    /// All former addresses that it is to have.
    pub(super) aliases: Vec<String>,
}

/// How many removed pages are named.
const MOST_NAMED: usize = 5;

impl Report {
    pub(super) fn new(format: ReportFormat, lang: UiLang, strict: bool) -> Report {
        Report { format, lang, strict, all: false }
    }

    /// The report that these options ask for.
    pub(super) fn of(options: &SiteOptions) -> Report {
        let report = Report::new(options.format, options.ui_lang.into(), options.strict);
        Report { all: options.all, ..report }
    }

    /// Whether something has to be mended before the site may be written.
    pub(super) fn fails(&self, diagnostics: &[Diagnostic]) -> bool {
        diagnostics.iter().any(|found| self.strict || found.severity == Severity::Error)
    }

    /// Prints every finding and the sum, then how long the stages and the whole took; the outcome is what the findings amount to.
    pub(super) fn findings(
        &self,
        snapshot: &Snapshot,
        all: &[Diagnostic],
        tally: Option<&Tally>,
        timings: Option<(&StageClock, Duration)>,
    ) -> Outcome {
        let folded = diag::fold(all);
        let shown = if self.all { folded.clone() } else { diag::worst(&folded, MOST_PRINTED) };
        let printer = Printer::new(self.lang, |path| snapshot.page(path)).naming_all(self.all);
        match self.format {
            ReportFormat::Text => {
                let colour = std::io::stderr().is_terminal();
                for found in &shown {
                    eprintln!("{}\n", printer.terminal(found, colour));
                }
                self.way_to_more(&shown);
                self.sum(&folded, &shown);
                if let Some((stages, whole)) = timings {
                    eprint!("{}", self.table(stages, whole));
                }
            }
            ReportFormat::Json => {
                let count = Count::of(&folded);
                let tally = tally.map(|tally| {
                    json!({
                        "pages": tally.pages, "written": tally.written, "unchanged": tally.unchanged,
                        "removed": tally.removed, "removed_pages": tally.gone, "moved": moved(tally), "bytes": tally.bytes,
                    })
                });
                let mut document = json!({
                    "diagnostics": printer.json(&shown),
                    "errors": count.errors, "warnings": count.warnings, "follow": count.follow,
                    "left_out": folded.len() - shown.len(),
                    "output": tally,
                });
                if let Some((stages, whole)) = timings {
                    document["timings"] = in_json(stages, whole);
                }
                println!("{document:#}");
            }
        }
        if self.fails(all) { Outcome::Content } else { Outcome::Clean }
    }

    /// Says how an author learns more than fits under a finding.
    fn way_to_more(&self, shown: &[Finding<'_>]) {
        let Some(code) = shown.first().map(|found| found.first.code) else { return };
        match self.lang {
            UiLang::En => eprintln!("more about a finding, by its code: `portolan explain {code}`"),
            UiLang::Vi => {
                eprintln!("xem giải thích theo mã của thông báo: `portolan explain {code} --ui-lang vi`");
            }
        }
    }

    /// Says how much there is, of what only a part may have been shown.
    fn sum(&self, folded: &[Finding<'_>], shown: &[Finding<'_>]) {
        let Count { errors, warnings, follow } = Count::of(folded);
        if folded.is_empty() {
            return;
        }
        let n = |number: usize| diag::number(number, self.lang);
        let left = folded.len() - shown.len();
        let mut sum = match self.lang {
            UiLang::En => format!(
                "{} {}, {} {}",
                n(errors),
                plural(errors, "error"),
                n(warnings),
                plural(warnings, "warning")
            ),
            UiLang::Vi => format!("{} lỗi, {} cảnh báo", n(errors), n(warnings)),
        };
        if follow > 0 {
            sum += &match self.lang {
                UiLang::En => format!("; {} of them may only follow from others", n(follow)),
                UiLang::Vi => format!("; trong đó {} mục có thể chỉ là hệ quả của mục khác", n(follow)),
            };
        }
        if left > 0 {
            sum += &match self.lang {
                UiLang::En => format!("; {} more kinds are not shown here: `--all` shows them", n(left)),
                UiLang::Vi => format!("; còn {} loại chưa hiện ở đây: thêm `--all` để xem hết", n(left)),
            };
        }
        eprintln!("{sum}");
    }

    /// Says that nothing is wrong, and with how much.
    pub(super) fn sound(&self, records: usize, languages: usize, pages: usize) {
        if self.format == ReportFormat::Json {
            return;
        }
        let n = |number: usize| diag::number(number, self.lang);
        match self.lang {
            UiLang::En => eprintln!(
                "nothing to mend: looked at {} {}, {} {}, {} {}",
                n(records),
                plural(records, "record"),
                n(languages),
                plural(languages, "language"),
                n(pages),
                plural(pages, "page")
            ),
            UiLang::Vi => eprintln!(
                "không có gì phải sửa: đã xem {} bản ghi, {} ngôn ngữ, {} trang",
                n(records),
                n(languages),
                n(pages)
            ),
        }
    }

    /// Names what is held back until its day, which nobody misses who does not know of it.
    pub(super) fn waiting(&self, site: &Site) {
        let waiting: Vec<String> =
            site.waiting_for().map(|(record, day)| format!("`{}` ({})", record.id, day.iso())).collect();
        if waiting.is_empty() || self.format == ReportFormat::Json {
            return;
        }
        let (count, today) = (diag::number(waiting.len(), self.lang), site.today.iso());
        let more = if waiting.len() > MOST_NAMED { ", …" } else { "" };
        let named = waiting[..waiting.len().min(MOST_NAMED)].join(", ") + more;
        match self.lang {
            UiLang::En if site.is_dated() => {
                eprintln!("held back until its day: {count}, {named}; this edition is of {today}");
            }
            UiLang::En => eprintln!("held back until its day: {count}, {named}; this edition has no day"),
            UiLang::Vi if site.is_dated() => {
                eprintln!("đang giữ lại chờ đến ngày đăng: {count}, {named}; ấn bản này là của ngày {today}");
            }
            UiLang::Vi => {
                eprintln!("đang giữ lại chờ đến ngày đăng: {count}, {named}; ấn bản này chưa có ngày");
            }
        }
    }

    /// Prints lines of data.
    pub(super) fn lines(&self, lines: &[String]) {
        match self.format {
            ReportFormat::Text => lines.iter().for_each(|line| println!("{line}")),
            ReportFormat::Json => println!("{:#}", json!(lines)),
        }
    }

    /// Prints data for programs.
    pub(super) fn document(document: &serde_json::Value) {
        println!("{document:#}");
    }

    /// How long each stage took, for people.
    fn table(&self, stages: &StageClock, whole: Duration) -> String {
        let vi = self.lang == UiLang::Vi;
        let sum = if vi { "  tổng của mọi luồng" } else { "  of all threads together" };
        let lines = Stage::ALL.iter().map(|stage| {
            let (name, time) = (stage.name(), in_ms(stages.time(*stage)));
            format!("{name:<10}{time:>10} ms{}\n", if stage.is_sum() { sum } else { "" })
        });
        let (parsed, views, rendered) = (stages.parsed(), stages.views(), stages.rendered());
        let whole = in_ms(whole);
        let counts = if vi {
            format!("đã đọc {parsed} tệp nội dung, lập {views} khung nhìn, dựng {rendered} trang\n")
        } else {
            format!("{parsed} files of content parsed, {views} views made, {rendered} pages rendered\n")
        };
        let total = if vi { "tổng" } else { "whole" };
        lines.chain([format!("{total:<10}{whole:>10} ms\n"), counts]).collect()
    }

    /// Says what a build wrote.
    pub(super) fn built(&self, folder: &Path, tally: &Tally, ways: &[WayBack], took: Duration) {
        if self.format == ReportFormat::Json {
            return;
        }
        let (pages, written, unchanged, removed) =
            (tally.pages, tally.written, tally.unchanged, tally.removed);
        let millis = took.as_millis();
        let megabytes = tally.bytes / 1_000_000;
        let folder = folder.display();
        match self.lang {
            UiLang::En => eprintln!(
                "{pages} pages in {folder} ({megabytes} MB): {written} files written, {unchanged} unchanged, {removed} removed, in {millis} ms"
            ),
            UiLang::Vi => eprintln!(
                "{pages} trang trong {folder} ({megabytes} MB): ghi {written} tệp, giữ nguyên {unchanged}, xoá {removed}, trong {millis} ms"
            ),
        }
        self.gone(&tally.gone, ways);
    }

    /// Says which addresses lead nowhere since this build, and how they can be made to lead somewhere.
    fn gone(&self, pages: &[String], ways: &[WayBack]) {
        if pages.is_empty() {
            return;
        }
        let n = diag::number(pages.len(), self.lang);
        let count = pages.len();
        let address = |page: &String| format!("/{}", page.strip_suffix("index.html").unwrap_or(page));
        let mut named: Vec<String> = pages.iter().take(MOST_NAMED).map(address).collect();
        if count > MOST_NAMED {
            named.push("…".to_owned());
        }
        let named = named.join(", ");
        match self.lang {
            UiLang::En => eprintln!("{n} {} removed: {named}", plural(count, "page")),
            UiLang::Vi => eprintln!("đã gỡ {n} trang: {named}"),
        }
        if ways.is_empty() {
            eprintln!("  {}", self.way_in_general());
        }
        ways.iter().take(MOST_NAMED).for_each(|way| eprintln!("  {}", self.way(way)));
    }

    fn way_in_general(&self) -> &'static str {
        match self.lang {
            UiLang::En => {
                "where a record has another address now, `aliases = [\"/…/\"]` in its facts leads readers of the old one to it"
            }
            UiLang::Vi => {
                "nếu bản ghi chỉ đổi địa chỉ, hãy thêm `aliases = [\"/…/\"]` vào phần dữ kiện của nó để địa chỉ cũ dẫn tới trang mới"
            }
        }
    }

    /// The line that leads readers of a record's old addresses to it, to be pasted.
    fn way(&self, way: &WayBack) -> String {
        let list: Vec<String> = way.aliases.iter().map(|alias| quoted(alias)).collect();
        let (line, id, file) = (format!("aliases = [{}]", list.join(", ")), &way.id, &way.file);
        match self.lang {
            UiLang::En => format!(
                "`{id}` has another address now: `{line}` in {file} leads readers of the old one to it"
            ),
            UiLang::Vi => {
                format!("`{id}` đã đổi địa chỉ: hãy ghi `{line}` vào {file} để địa chỉ cũ dẫn tới trang mới")
            }
        }
    }

    /// Says that the site was made again.
    pub(super) fn rebuilt(&self, number: u64, files: usize, took: Duration) {
        if self.format == ReportFormat::Json {
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
            ReportFormat::Text => println!("{address}"),
            ReportFormat::Json => println!("{:#}", json!({ "address": address })),
        }
    }

    /// Says that the world is in the way.
    pub(super) fn environment(&self, problem: &str) -> Outcome {
        self.problem(problem);
        Outcome::Environment
    }

    /// Says why a request cannot be met.
    pub(super) fn content(&self, problem: &str) -> Outcome {
        self.problem(problem);
        Outcome::Content
    }

    fn problem(&self, problem: &str) {
        match (self.format, self.lang) {
            (ReportFormat::Json, _) => println!("{:#}", json!({ "failure": problem })),
            (ReportFormat::Text, UiLang::En) => eprintln!("error: {problem}"),
            (ReportFormat::Text, UiLang::Vi) => eprintln!("lỗi: {problem}"),
        }
    }

    /// Says that something was made.
    pub(super) fn done(sentence: &str) {
        eprintln!("{sentence}");
    }
}

/// Milliseconds with a tenth.
fn in_ms(time: Duration) -> String {
    let tenths = time.as_micros() / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// How long each stage took, in microseconds, and how much was done, for programs.
fn in_json(stages: &StageClock, whole: Duration) -> serde_json::Value {
    let micros = |time: Duration| json!(u64::try_from(time.as_micros()).unwrap_or(u64::MAX));
    let times = Stage::ALL.iter().map(|stage| (stage.name().to_owned(), micros(stages.time(*stage))));
    json!({
        "microseconds": serde_json::Map::from_iter(times.chain([("whole".to_owned(), micros(whole))])),
        "parsed": stages.parsed(), "views": stages.views(), "rendered": stages.rendered(),
    })
}

/// The removed pages that were a record's, each with its id, for programs.
fn moved(tally: &Tally) -> serde_json::Value {
    let moved = tally.moved.iter().map(|(page, record)| json!({ "page": page, "record": record }));
    moved.collect()
}

fn plural(n: usize, word: &str) -> String {
    if n == 1 { word.to_owned() } else { format!("{word}s") }
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn one_thing_alone_is_no_plural() {
        let said = [0, 1, 2].map(|n| plural(n, "error"));
        assert_eq!(said, ["errors", "error", "errors"]);
    }
}
