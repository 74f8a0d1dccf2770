use serde_json::{Value, json};

use super::edition::{Change, PreviewState};
use super::session::Session;
use crate::base::{SourcePath, SourceSpan};
use crate::diag::{self, Diagnostic, Finding, Printer, Severity, UiLang};

/// How many findings are sent to a browser.
const MOST_FINDINGS: usize = 50;
/// How many other places of a finding, and kinds of findings that follow from it, are sent to a browser.
const MOST_PLACES: usize = 5;
/// How many changed files are sent to a browser.
const MOST_FILES: usize = 20;

impl Session {
    /// Which state of which run of the server this is.
    #[must_use]
    pub fn stamp(&self, edition: &PreviewState) -> String {
        format!("{}:{}", self.run, edition.number)
    }

    /// The event that is sent to a browser for a state; `change` is what happened since the last one.
    #[must_use]
    pub fn event(&self, edition: &PreviewState, change: &Change) -> Value {
        let (errors, warnings) = edition.counts();
        let files: Vec<&str> = change.files.iter().take(MOST_FILES).map(SourcePath::as_str).collect();
        json!({
            "run": self.run,
            "build": edition.number,
            "ms": u64::try_from(edition.took.as_millis()).unwrap_or(u64::MAX),
            "pages": change.pages,
            "styles": change.styles,
            "scripts": change.scripts,
            "files": files,
            "errors": errors,
            "warnings": warnings,
            "diagnostics": findings(edition, self.lang, |_| true),
        })
    }
}

/// The findings that `wanted` lets pass, themselves or with something that follows from them, as browsers get them, errors
/// first.
pub(super) fn findings(
    edition: &PreviewState,
    lang: UiLang,
    wanted: impl Fn(&Diagnostic) -> bool,
) -> Vec<Value> {
    let folded: Vec<Finding<'_>> =
        diag::fold(&edition.diagnostics).into_iter().filter(|found| found.all().any(&wanted)).collect();
    let mut shown = diag::worst(&folded, MOST_FINDINGS);
    shown.sort_by_key(|found| found.first.severity);
    let printer = Printer::new(lang, |path| edition.build.as_ref()?.snapshot.page(path));
    shown.iter().map(|found| finding(found, lang, &printer)).collect()
}

fn finding(finding: &Finding<'_>, lang: UiLang, printer: &Printer<'_>) -> Value {
    let found = finding.first;
    let mut object = headline(finding, lang, printer);
    object["excerpt"] = json!(found.place.as_ref().and_then(|place| excerpt(place, printer)));
    object["help"] = json!(found.help_text(lang));
    let again = finding.again.iter().take(MOST_PLACES).filter_map(|found| found.place.as_ref());
    object["again"] = json!(again.map(|place| position(place, printer)).collect::<Vec<_>>());
    let follows = finding.follows.iter().take(MOST_PLACES).map(|found| headline(found, lang, printer));
    object["follows"] = json!(follows.collect::<Vec<_>>());
    object["following"] = json!(finding.following());
    object
}

/// What is wrong, where first, and at how many places.
fn headline(finding: &Finding<'_>, lang: UiLang, printer: &Printer<'_>) -> Value {
    let found = finding.first;
    let mut object = found.place.as_ref().map_or_else(|| json!({}), |place| position(place, printer));
    object["severity"] = json!(match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    });
    object["code"] = json!(found.code);
    object["message"] = json!(found.message(lang));
    object["count"] = json!(1 + finding.again.len());
    object
}

fn position(place: &SourceSpan, printer: &Printer<'_>) -> Value {
    let at = printer.place(place);
    json!({ "path": at["file"], "line": at["line"], "column": at["column"] })
}

/// The line that a place is in, and the part of it that is meant, in UTF-16 units as scripts count; nothing for a file
/// as a whole.
fn excerpt(place: &SourceSpan, printer: &Printer<'_>) -> Option<Value> {
    let (text, marked) = printer.line_around(place)?;
    let units = |text: &str| text.encode_utf16().count();
    Some(json!({
        "text": text,
        "start": units(&text[..marked.start]),
        "length": units(&text[marked]),
    }))
}

/// The line of a place, from 1.
pub(super) fn line(place: &SourceSpan, source: &str) -> usize {
    let before = source.as_bytes().iter().take(place.span.0);
    before.filter(|byte| **byte == b'\n').count() + 1
}
