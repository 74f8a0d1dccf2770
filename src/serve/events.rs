use serde_json::{Value, json};

use super::edition::{Change, Edition};
use super::session::Session;
use crate::base::{Place, SourcePath};
use crate::diag::{self, Diagnostic, Severity, UiLang};

/// How many findings a browser is told of.
const MOST_FINDINGS: usize = 50;
/// How many changed files a browser is told of.
const MOST_FILES: usize = 20;

impl Session {
    /// Which state of which run of the server this is.
    #[must_use]
    pub fn stamp(&self, edition: &Edition) -> String {
        format!("{}:{}", self.run, edition.number)
    }

    /// What a browser is told of a state; `change` is what happened since it last heard something.
    #[must_use]
    pub fn event(&self, edition: &Edition, change: &Change) -> Value {
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

/// The findings that `wanted` lets pass as browsers get them, errors first.
pub(super) fn findings(edition: &Edition, lang: UiLang, wanted: impl Fn(&Diagnostic) -> bool) -> Vec<Value> {
    let mut all: Vec<&Diagnostic> = edition.diagnostics.iter().filter(|found| wanted(found)).collect();
    all.sort_by_key(|found| found.severity);
    let text = |path: &SourcePath| edition.build.as_ref()?.snapshot.get(path)?.text();
    all.into_iter().take(MOST_FINDINGS).map(|found| finding(found, lang, text)).collect()
}

fn finding<'t>(found: &Diagnostic, lang: UiLang, text: impl Fn(&SourcePath) -> Option<&'t str>) -> Value {
    let json = diag::json(found, lang, &text);
    let place = &json["place"];
    let excerpt = found.place.as_ref().and_then(|place| excerpt(place, text(&place.path)?));
    json!({
        "severity": match found.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "code": found.code,
        "message": json["message"],
        "path": place["file"],
        "line": place["line"],
        "column": place["column"],
        "excerpt": excerpt,
        "help": json["help"],
    })
}

/// The line that a place is in, and the part of it that is meant, in UTF-16 units as scripts count; nothing for a file
/// as a whole.
fn excerpt(place: &Place, source: &str) -> Option<Value> {
    if place.span == (0, 0) {
        return None;
    }
    let floor = |mut at: usize| {
        at = at.min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (floor(place.span.0), floor(place.span.1));
    let line_start = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = source[start..].find('\n').map_or(source.len(), |newline| start + newline);
    let units = |text: &str| text.encode_utf16().count();
    Some(json!({
        "text": &source[line_start..line_end],
        "start": units(&source[line_start..start]),
        "length": units(&source[start..end.clamp(start, line_end)]),
    }))
}

/// The line of a place, from 1.
pub(super) fn line(place: &Place, source: &str) -> usize {
    let before = source.as_bytes().iter().take(place.span.0);
    before.filter(|byte| **byte == b'\n').count() + 1
}
