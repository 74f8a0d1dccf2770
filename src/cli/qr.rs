//! `portolan qr`: which codes are on paper.

mod text;

use std::path::Path;

use super::argument::{PublishOptions, QrAction, QrOptions, ReportFormat, WithdrawOptions};
use super::messages::{Bilingual, Refusal};
use super::report::Report;
use super::{Outcome, today};
use crate::base::{SourcePath, nearest};
use crate::config::Overrides;
use crate::content::RecordId;
use crate::content::ledger::{LEDGER, Printed};
use crate::diag::{Severity, UiLang};
use crate::output::{create, replace};
use crate::pipeline::{self, Build};
use crate::site::code::Leads;
use crate::site::{Route, Site};
use crate::source;
use text::PublishedRecord;

/// `portolan qr`
pub(super) fn qr(options: &QrOptions) -> Outcome {
    let lang: UiLang = options.ui_lang.into();
    let report = Report::new(ReportFormat::Text, lang, false);
    let read = match source::read(&options.root) {
        Ok(read) => read,
        Err(error) => return report.environment(&error.to_string()),
    };
    let build = pipeline::assemble(read.value, &Overrides::default(), read.diagnostics);
    // What is wrong with printed codes is what this command is there to mend.
    let other = |code: &str| !code.starts_with("printed-");
    let wrong =
        build.diagnostics.iter().filter(|found| found.severity == Severity::Error && other(found.code));
    let wrong: Vec<_> = wrong.cloned().collect();
    if !wrong.is_empty() {
        return report.findings(&build.snapshot, &wrong, None, None);
    }
    let done = match &options.action {
        None | Some(QrAction::List) => {
            list(&build, &report, lang);
            return Outcome::Clean;
        }
        Some(QrAction::Publish(wish)) => publish(&options.root, &build, wish),
        Some(QrAction::Withdraw(wish)) => withdraw(&options.root, &build, wish),
    };
    match done {
        Ok(said) => {
            Report::done(said.of(lang));
            Outcome::Clean
        }
        Err(Refusal::Content(said)) => report.content(said.of(lang)),
        Err(Refusal::Environment(problem)) => report.environment(&problem),
    }
}

/// Prints what is on paper: code, day, record, and where it leads now.
fn list(build: &Build, report: &Report, lang: UiLang) {
    let site = &build.site;
    if site.content.ledger.is_empty() {
        Report::done(match lang {
            UiLang::En => "no code is noted as printed; `portolan qr publish` notes them",
            UiLang::Vi => "chưa ghi nhận mã nào đã in; dùng `portolan qr publish` để ghi",
        });
        return;
    }
    let lines = site.content.ledger.iter().map(|printed| {
        let day = printed.day.map_or_else(|| "-".to_owned(), |day| day.iso());
        format!("{}\t{day}\t{}\t{}", printed.code.text, printed.id.text, leads(site, printed, lang))
    });
    report.lines(&lines.collect::<Vec<_>>());
}

/// Where a printed code leads now.
fn leads(site: &Site, printed: &Printed, lang: UiLang) -> String {
    let home = site.config.built_languages()[0];
    match site.leads(&printed.code.text) {
        Some(Leads::Record(record)) => {
            let route = Route::Record { lang: home, record: *record };
            format!("/{}", route.path(site))
        }
        Some(Leads::Gone(_)) => match lang {
            UiLang::En => "says that it is no longer published".to_owned(),
            UiLang::Vi => "báo rằng không còn được đăng".to_owned(),
        },
        None => "?".to_owned(),
    }
}

/// Notes codes as printed.
fn publish(root: &Path, build: &Build, wish: &PublishOptions) -> Result<Bilingual, Refusal> {
    let site = &build.site;
    let day = wish.date.or(site.config.build_date).unwrap_or_else(today).iso();
    let entries: Vec<PublishedRecord> =
        wanted(site, wish)?.into_iter().map(|record| entry(site, record, &day)).collect();
    let codes = site.config.codes();
    let before = LedgerFile::read(root)?;
    let (after, count) = text::published(&before.text, &codes, &entries).ok_or_else(unusual)?;
    before.write(&after)?;
    let (known, total) = (entries.len() - count, entries.len());
    Ok(Bilingual {
        en: format!(
            "{LEDGER}: {total} codes printed, {count} of them new or with new addresses, {known} as before"
        ),
        vi: format!(
            "{LEDGER}: {total} mã đã in, trong đó {count} mã mới hoặc có địa chỉ mới, {known} mã như cũ"
        ),
    })
}

/// The records that are asked for.
fn wanted(site: &Site, wish: &PublishOptions) -> Result<Vec<RecordId>, Refusal> {
    let has_code = |index: &RecordId| site.codes.of[*index].is_some();
    if let Some(name) = &wish.collection {
        let Some(index) = site.content.collections.get_index_of(name) else {
            let near = nearest(name, site.content.collections.keys().map(String::as_str));
            return Err(Refusal::unknown("collection", "tuyển tập", name, near));
        };
        return Ok(site.members(index).filter(has_code).collect());
    }
    if wish.all {
        return Ok(site.content.records.keys().filter(has_code).collect());
    }
    if wish.ids.is_empty() {
        return Err(Refusal::Content(Bilingual {
            en: "say which: ids of records, --collection NAME or --all".to_owned(),
            vi: "hãy ghi rõ: mã bản ghi, --collection TÊN hoặc --all".to_owned(),
        }));
    }
    let mut records = Vec::new();
    for id in &wish.ids {
        let id = id.rsplit('/').next().unwrap_or(id);
        match site.record(id).map(|(index, _)| index) {
            Some(index) if has_code(&index) => records.push(index),
            Some(_) => {
                return Err(Refusal::Content(Bilingual {
                    en: format!("`{id}` has no code: its collection says `codes = false`, or has no pages"),
                    vi: format!(
                        "`{id}` không có mã: tuyển tập của nó ghi `codes = false` hoặc không có trang"
                    ),
                }));
            }
            None => return Err(Refusal::unknown("record", "bản ghi", id, nearest(id, site.ids()))),
        }
    }
    Ok(records)
}

fn unusual() -> Refusal {
    Refusal::Content(Bilingual {
        en: format!("{LEDGER} has mistakes or is written in an unusual way; `portolan check` says more"),
        vi: format!("{LEDGER} có lỗi hoặc được viết khác thường; `portolan check` sẽ cho biết thêm"),
    })
}

/// What the ledger keeps of a record.
fn entry(site: &Site, index: RecordId, day: &str) -> PublishedRecord {
    let record = &site.content.records[index];
    let code = |lang| site.config.language(lang).code.clone();
    let addresses =
        site.config.built_languages().into_iter().map(|lang| (lang, Route::Record { lang, record: index }));
    let addresses = addresses.map(|(lang, route)| (code(lang), format!("/{}", route.path(site))));
    PublishedRecord {
        id: record.id.clone(),
        code: site.codes.of[index].clone().unwrap_or_default(),
        collection: site.collection_of(record).name.clone(),
        day: day.to_owned(),
        base_url: site.config.base_url.join("").trim_end_matches('/').to_owned(),
        titles: record.texts.iter().map(|(lang, text)| (code(lang), text.title.clone())).collect(),
        // A record without a page of its own stands on its list, whose address is not the record's.
        addresses: addresses.filter(|(_, address)| !address.contains('#')).collect(),
    }
}

/// Notes that a record is gone for good.
fn withdraw(root: &Path, build: &Build, wish: &WithdrawOptions) -> Result<Bilingual, Refusal> {
    let site = &build.site;
    let id = wish.id.rsplit('/').next().unwrap_or(&wish.id);
    if !site.content.ledger.iter().any(|printed| printed.id.text == id) {
        let known = site.content.ledger.iter().map(|printed| printed.id.text.as_str());
        return Err(Refusal::unknown("printed code of", "mã đã in của", id, nearest(id, known)));
    }
    if site.record(id).is_some() || site.withheld.contains_key(id) {
        return Err(Refusal::Content(Bilingual {
            en: format!("`{id}` has a file: write `withdrawn = {}` into it", today().iso()),
            vi: format!("`{id}` vẫn có tệp: hãy ghi `withdrawn = {}` vào đó", today().iso()),
        }));
    }
    if let Some(successor) = wish.successor.as_ref().filter(|id| site.record(id).is_none()) {
        return Err(Refusal::unknown("record", "bản ghi", successor, nearest(successor, site.ids())));
    }
    let day = wish.date.or(site.config.build_date).unwrap_or_else(today).iso();
    let before = LedgerFile::read(root)?;
    let what = (day.as_str(), wish.successor.as_deref());
    let after = text::withdrawn(&before.text, &site.config.codes(), id, what).ok_or_else(unusual)?;
    before.write(&after)?;
    Ok(Bilingual {
        en: format!("{LEDGER}: `{id}` is withdrawn; its codes lead to a page that says so"),
        vi: format!("{LEDGER}: đã ghi `{id}` không còn nữa; mã của nó dẫn tới trang thông báo"),
    })
}

/// The ledger's file.
struct LedgerFile {
    path: std::path::PathBuf,
    exists: bool,
    windows: bool,
    text: String,
}

impl LedgerFile {
    fn read(root: &Path) -> Result<LedgerFile, Refusal> {
        let path = root.join(LEDGER);
        let exists = path.exists();
        let text = if exists { std::fs::read_to_string(&path) } else { Ok(String::new()) };
        let text = text.map_err(|error| Refusal::Environment(format!("{LEDGER}: {error}")))?;
        let text = text.trim_start_matches('\u{feff}');
        Ok(LedgerFile { path, exists, windows: text.contains("\r\n"), text: text.replace("\r\n", "\n") })
    }

    fn write(&self, text: &str) -> Result<(), Refusal> {
        if text == self.text {
            return Ok(());
        }
        let text = if self.windows { text.replace('\n', "\r\n") } else { text.to_owned() };
        let written = if self.exists {
            replace(&self.path, text.as_bytes())
        } else {
            create(&self.path, text.as_bytes())
        };
        written.map_err(|error| Refusal::Environment(format!("{}: {error}", SourcePath::new(LEDGER))))
    }
}
