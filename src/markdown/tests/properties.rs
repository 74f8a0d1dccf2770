//! Whatever comes in, the HTML is well nested and there is no panic.

use proptest::prelude::*;

use super::super::scan::LOOKED;
use super::super::{Body, BodyPiece, Options, parse};
use super::{options, origin};
use crate::diag::{Reported, UiLang};

/// Pieces of Markdown that meet in odd ways.
const BITS: &[&str] = &[
    "a",
    "Đ",
    "の",
    "「",
    "」",
    "：",
    "한",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "***",
    "_",
    "~~",
    "~",
    "`",
    "```",
    "    ",
    "\t",
    "# ",
    "> ",
    "> [!NOTE]\n",
    "- ",
    "- [x] ",
    "1. ",
    "|",
    "|---|",
    "\n|---|---|\n",
    "[",
    "](@a)",
    "](b.jpg)",
    "](javascript:c)",
    "![",
    "[^1]",
    "\n[^1]: ",
    "{{",
    "}}",
    "{{ fact a }}",
    "{{ chart b }}",
    "{{ figure c \"d\" }}",
    "\"",
    "\\",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<table>",
    "<td>",
    "<script>",
    "<!--",
    "-->",
    "<a href=\"",
    "<",
    ">",
    "&",
    "&amp;",
    "&#xE000;",
    "\u{E000}",
    "\u{FFFC}",
    "{#id}",
    ": ",
    "\r\n",
    "\0",
    "http://x.vn",
    "www.x.vn/_a_",
    "a_b@x.vn",
    "2024. ",
    "3) ",
    "2*3*4",
    "(*)",
    ":a",
    ":::note",
    "{b}",
    "    chữ nghĩa là đây",
    "\n===\n",
    "<http://x.vn>",
    "---",
    "<p>",
    "</p>",
    "<select>",
    "<svg>",
];

fn markdown() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec(proptest::sample::select(BITS), 0..40).prop_map(|bits| bits.concat()),
        ".{0,200}",
    ]
}

/// How much a text of about this many bytes has looked through and written, and how much there is to say about it.
fn cost(start: &str, bit: &str, bytes: usize) -> usize {
    let text = [start, &bit.repeat(bytes / bit.len())].concat();
    LOOKED.set(0);
    let parsed = parse(&text, &origin(), &options("ja"));
    LOOKED.get() + written(&parsed.value).len() + parsed.diagnostics.len()
}

/// What is looked for from each of many places must not be looked for to the end of the text: eight times the text would
/// then cost sixty-four times as much.
#[test]
fn the_cost_of_a_text_grows_as_its_length() {
    let texts = [
        ("", ")*"),
        ("", "(1)*2"),
        ("", "a@"),
        ("", "www."),
        ("https://a.vn/", ";"),
        ("https://a.vn/", "(("),
        ("", "1. "),
        ("", "2. a\n\n"),
        ("# ", "{}\n"),
        ("", ":a\n"),
        ("", "|a\n"),
        ("", "a\tb\n"),
        ("", "> 2. "),
        ("", "[a]("),
        ("", "[a] ("),
        ("", "](a b"),
        ("]", "[^"),
        ("", "_."),
        ("", "[a]: b\n"),
        ("", "- 3\n\n"),
        ("", "* a\n\nb*\n\n"),
        ("", "Điều 5. a\n"),
        ("", "- ~~~\n"),
        ("", "<!-- "),
        ("", "#a b\n\n"),
    ];
    for (start, bit) in texts {
        let (short, long) = (cost(start, bit, 5_000), cost(start, bit, 40_000));
        assert!(long < short * 8 * 2, "{start:?} and {bit:?}: {short}, then {long}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_a_sound_body(text in markdown(), tag in proptest::sample::select(vec!["vi", "ja", "ko"])) {
        let reported = parse(&text, &origin(), &options(tag));
        sound(&written(&reported.value)).map_err(TestCaseError::fail)?;
        refers_to_what_is_there(&text, &reported);
    }

    #[test]
    fn trusting_changes_nothing_where_there_is_no_html(text in markdown()) {
        let text = text.replace('<', "");
        let trusted = Options { trusted_html: true, ..options("vi") };
        prop_assert_eq!(
            parse(&text, &origin(), &options("vi")).value,
            parse(&text, &origin(), &trusted).value
        );
    }
}

/// The HTML with slots filled as simply as can be.
fn written(body: &Body) -> String {
    let piece = |piece: &BodyPiece| match piece {
        BodyPiece::Html(html) => html.as_str().to_owned(),
        BodyPiece::Link { .. }
        | BodyPiece::LinkText { .. }
        | BodyPiece::Fact { .. }
        | BodyPiece::Text { .. } => "x".to_owned(),
        BodyPiece::Component { .. } => "<img>".to_owned(),
    };
    body.pieces.iter().map(piece).collect()
}

/// Reads tags as a strict reader would: every one is closed, in order, no attribute is open-ended, no id stands twice,
/// and nothing runs, loads or styles.
fn sound(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').ok_or_else(|| format!("`<` without `>` in {html}"))? + start;
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        if tag.matches('"').count() % 2 == 1 {
            return Err(format!("half an attribute in {html}"));
        }
        if matches!(name, "script" | "style" | "iframe" | "svg" | "select")
            || tag.contains(" onclick")
            || tag.contains(" style=")
        {
            return Err(format!("<{tag}> in {html}"));
        }
        if let Some((_, id)) = tag.split_once(" id=\"") {
            let id = id.split('"').next().unwrap_or_default();
            if ids.contains(&id) {
                return Err(format!("id {id} twice in {html}"));
            }
            ids.push(id);
        }
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing in {html}"));
            }
        } else if !matches!(name, "br" | "hr" | "img" | "input" | "wbr" | "col") {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} left open in {html}")) }
}

fn refers_to_what_is_there(text: &str, Reported { value: body, diagnostics }: &Reported<Body>) {
    for piece in &body.pieces {
        match piece {
            BodyPiece::Link { slot } | BodyPiece::LinkText { slot } => assert!(*slot < body.links.len()),
            BodyPiece::Fact { slot } => assert!(*slot < body.facts.len()),
            BodyPiece::Component { slot } => assert!(*slot < body.components.len()),
            BodyPiece::Html(html) => assert!(!html.is_empty()),
            BodyPiece::Text { .. } => {}
        }
    }
    assert!(!body.pieces.windows(2).any(|pair| matches!(pair, [BodyPiece::Html(_), BodyPiece::Html(_)])));
    assert_eq!(body.plain.text.matches(super::super::PlainText::GAP).count(), body.plain.gaps.len());
    let mut ids: Vec<&str> = body.headings.iter().map(|heading| heading.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), body.headings.len());
    for span in body.links.iter().map(|link| &link.span).chain(body.facts.iter().map(|fact| &fact.span)) {
        assert!(text.get(span.clone()).is_some(), "{span:?}");
    }
    for diagnostic in diagnostics {
        let (start, end) = diagnostic.place.as_ref().expect("every mistake has a place").span;
        assert!(text.get(start..end).is_some(), "{diagnostic:?}");
        assert!(
            !diagnostic.message(UiLang::Vi).is_empty()
                && diagnostic.help_text(UiLang::En) != Some(String::new())
        );
    }
}
