//! What the stage promises, rule by rule.

mod blocks;
mod bullets;
mod components;
mod emphasis;
mod links;
mod lists;
mod outline;
mod lookalike;
mod properties;
mod raw_html;
mod signs;
mod spec;
mod text;
mod unclosed;
mod vanish;

use super::{Body, BodyPiece, Options, TextOrigin, parse};
use crate::base::SourcePath;
use crate::diag::{Diagnostic, Reported, UiLang};

pub(super) fn origin() -> TextOrigin {
    TextOrigin { path: SourcePath::new("content/projects/nam-trang-cat/vi.md"), offset: 0 }
}

pub(super) fn options(tag: &str) -> Options {
    Options {
        tag: tag.to_owned(),
        smart: None,
        trusted_html: false,
        heading_shift: 0,
        top_level: 2,
        id_prefix: String::new(),
        own: Vec::new(),
        slug: fold,
    }
}

/// Stands in for the slugs of the `locale` stage: enough of Vietnamese for these tests.
fn fold(text: &str) -> String {
    let text = text.to_lowercase();
    let plain = text.chars().map(|c| match c {
        'đ' => 'd',
        'á' | 'ả' | 'ấ' => 'a',
        'ê' | 'ệ' => 'e',
        'í' => 'i',
        'ò' | 'ô' | 'ố' => 'o',
        'ư' | 'ự' => 'u',
        c if c.is_ascii_alphanumeric() => c,
        _ => ' ',
    });
    plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join("-")
}

/// Parses and writes slots as `{link 0}`, `{fact 0}`…
pub(super) fn html(tag: &str, text: &str) -> String {
    shown(&parse(text, &origin(), &options(tag)).value)
}

pub(super) fn shown(body: &Body) -> String {
    let piece = |piece: &BodyPiece| match piece {
        BodyPiece::Html(html) => html.as_str().to_owned(),
        BodyPiece::Link { slot } => format!("{{link {slot}}}"),
        BodyPiece::LinkText { slot } => format!("{{text of {slot}}}"),
        BodyPiece::Fact { slot } => format!("{{fact {slot}}}"),
        BodyPiece::Component { slot } => format!("{{component {slot}}}"),
        BodyPiece::Text { key } => format!("{{{key}}}"),
    };
    body.pieces.iter().map(piece).collect()
}

#[track_caller]
pub(super) fn check(tag: &str, text: &str, expected: &str) {
    let Reported { value, diagnostics } = parse(text, &origin(), &options(tag));
    assert_eq!(shown(&value).trim_end(), expected, "{text}");
    assert_eq!(diagnostics.len(), 0, "{text}: {diagnostics:?}");
}

/// Checks code, place (as the text it covers) and message of everything reported.
#[track_caller]
pub(super) fn check_reports(text: &str, expected: &[(&str, &str, &str)]) {
    let diagnostics = parse(text, &origin(), &options("vi")).diagnostics;
    let told: Vec<(&str, &str, String)> =
        diagnostics.iter().map(|it| (it.code, covered(text, it), told(it))).collect();
    let told: Vec<(&str, &str, &str)> =
        told.iter().map(|(code, at, told)| (*code, *at, told.as_str())).collect();
    assert_eq!(told, expected, "{text}");
}

fn covered<'t>(text: &'t str, diagnostic: &Diagnostic) -> &'t str {
    let (start, end) = diagnostic.place.as_ref().expect("every mistake here has a place").span;
    text[start..end].trim_end()
}

fn told(diagnostic: &Diagnostic) -> String {
    // Both languages must have every argument; the Vietnamese one is only asked to exist.
    assert!(
        !diagnostic.message(UiLang::Vi).is_empty() && diagnostic.help_text(UiLang::Vi) != Some(String::new())
    );
    match diagnostic.help_text(UiLang::En) {
        Some(help) => format!("{}; {help}", diagnostic.message(UiLang::En)),
        None => diagnostic.message(UiLang::En),
    }
}
