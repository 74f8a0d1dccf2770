use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::{Value, json};

use super::{Diagnostic, Severity, UiLang};
use crate::base::{Place, SourcePath};

/// Writes a diagnostic as the terminal shows it: headline, file, line, the source line with a caret, and help.
///
/// `text` gives a file's content as read; a file without text (a picture), and
/// one that is meant as a whole, is shown by its path alone.
pub fn terminal<'t>(
    diagnostic: &Diagnostic,
    lang: UiLang,
    colour: bool,
    text: impl Fn(&SourcePath) -> Option<&'t str>,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = diagnostic.message(lang);
    let help = diagnostic.help_text(lang);
    let place = diagnostic.place.as_ref();
    let mut group =
        annotate_snippets::Group::with_title(level.primary_title(message.as_str()).id(diagnostic.code));
    if let Some(place) = place {
        match text(&place.path).filter(|_| !place.is_file()) {
            Some(source) => group = group.element(snippet(place, source, AnnotationKind::Primary)),
            None => group = group.element(annotate_snippets::Origin::path(place.path.as_str())),
        }
    }
    if let Some(other) = &diagnostic.other
        && let Some(source) = text(&other.path)
    {
        group = group.element(snippet(other, source, AnnotationKind::Context));
    }
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]).to_string()
}

fn snippet<'t>(
    place: &'t Place,
    source: &'t str,
    kind: AnnotationKind,
) -> Snippet<'t, annotate_snippets::Annotation<'t>> {
    let (start, end) = clamp(place, source);
    Snippet::source(source).path(place.path.as_str()).annotation(kind.span(start..end))
}

/// Keeps a span inside its file and on character boundaries.
fn clamp(place: &Place, source: &str) -> (usize, usize) {
    let floor = |mut at: usize| {
        at = at.min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(place.span.0);
    // A block of Markdown ends with its line's end; the caret should not reach for the next line.
    let end = floor(place.span.1).max(start);
    (start, start + source[start..end].trim_end_matches('\n').len())
}

/// The same diagnostic as one JSON object, with `line` and `column` counted from 1, the column in characters.
#[must_use]
pub fn json<'t>(
    diagnostic: &Diagnostic,
    lang: UiLang,
    text: impl Fn(&SourcePath) -> Option<&'t str>,
) -> Value {
    let at = |place: &Place| {
        let (line, column) =
            text(&place.path).map_or((1, 1), |source| line_column(source, clamp(place, source).0));
        json!({ "file": place.path.as_str(), "line": line, "column": column,
                "start": place.span.0, "end": place.span.1 })
    };
    json!({
        "severity": match diagnostic.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "code": diagnostic.code,
        "message": diagnostic.message(lang),
        "help": diagnostic.help_text(lang),
        "place": diagnostic.place.as_ref().map(&at),
        "other": diagnostic.other.as_ref().map(&at),
    })
}

/// Line and column of a byte, both counted from 1, the column in characters.
fn line_column(source: &str, at: usize) -> (usize, usize) {
    let before = &source[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
