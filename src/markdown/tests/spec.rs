//! The examples of the `CommonMark` specification.
//!
//! They are run without extensions and with trusted HTML; slots are filled with what the specification writes there. What
//! this stage adds on purpose (ids of headings, `rel`, the attributes of code blocks, colours) is taken off again.

use serde::Deserialize;

use super::super::{Body, BodyPiece, Component, Options, Target, escape, prepared, writer};
use super::{options, origin};

#[derive(Deserialize)]
struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// Examples that come out otherwise on purpose.
const EXCEPTIONS: &[(usize, &str)] = &[
    (200, "a link that leads nowhere is reported, and its text written without it"),
    (485, "a link that leads nowhere"),
    (486, "a link that leads nowhere"),
    (487, "a link that leads nowhere"),
    (567, "a link that leads nowhere"),
    (265, "a number above 99 begins no list of one item"),
    (268, "a list of one item begins with 1"),
    (297, "a list of one item begins with 1"),
    (299, "a list of one item begins with 1"),
    (356, "a star between two numbers is a sign"),
    (602, "a bare address is a link"),
    (608, "a bare address"),
    (611, "a bare address"),
    (612, "a bare mail address"),
    (596, "a scheme that no reader of a portal needs is reported, and the text written without the link"),
    (598, "an unknown scheme"),
    (599, "an unknown scheme"),
    (601, "an unknown scheme: `localhost`"),
];

#[test]
fn the_examples_of_the_specification_come_out_as_it_says() {
    run(pulldown_cmark::Options::empty(), EXCEPTIONS);
}

#[test]
fn the_extensions_change_none_of_the_examples() {
    run(super::super::EXTENSIONS, EXCEPTIONS);
}

fn run(extensions: pulldown_cmark::Options, exceptions: &[(usize, &str)]) {
    let examples: Vec<Example> =
        serde_json::from_str(include_str!("../../../tests/markdown/commonmark-spec.json")).unwrap();
    assert_eq!(examples.len(), 652);
    let mut wrong = Vec::new();
    for example in examples {
        let written = normal(&ours(&rendered(&example.markdown, extensions)));
        let excepted = exceptions.iter().any(|(number, _)| *number == example.number);
        if (written == normal(&example.html)) == excepted {
            wrong.push(format!(
                "{}: {:?}\n  {:?}\n  {written:?}",
                example.number, example.markdown, example.html
            ));
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

fn rendered(markdown: &str, extensions: pulldown_cmark::Options) -> String {
    let options = Options { trusted_html: true, top_level: 1, ..options("en") };
    let source = prepared::Prepared::new(markdown, extensions);
    let body = writer::write(&source, &origin(), &options, extensions).value;
    body.pieces.iter().map(|piece| filled(&body, piece)).collect()
}

fn filled(body: &Body, piece: &BodyPiece) -> String {
    let mut html = String::new();
    match piece {
        BodyPiece::Html(written) => html.push_str(written.as_str()),
        BodyPiece::Link { slot } => match &body.links[*slot].target {
            Target::Path(path) | Target::External(path) | Target::Own(path) => escape::href(&mut html, path),
            Target::Anchor(id) => escape::href(&mut html, &format!("#{id}")),
            Target::Record { id, .. } => escape::href(&mut html, &format!("@{id}")),
            Target::Collection { name } => escape::href(&mut html, &format!("@@{name}")),
        },
        BodyPiece::LinkText { .. } | BodyPiece::Fact { .. } | BodyPiece::Text { .. } => {}
        BodyPiece::Component { slot } => {
            let Component::Image { image } = body.components[*slot].component else { unreachable!() };
            let image = &body.images[image];
            html.push_str("<img src=\"");
            escape::href(&mut html, &image.path);
            html.push_str("\" alt=\"");
            escape::attribute(&mut html, &image.alt);
            if !image.title.is_empty() {
                html.push_str("\" title=\"");
                escape::attribute(&mut html, &image.title);
            }
            html.push_str("\" />");
            if body.components[*slot].block {
                html = format!("<p>{html}</p>");
            }
        }
    }
    html
}

/// Takes off what this stage adds.
fn ours(html: &str) -> String {
    let mut plain =
        html.replace("<pre class=\"code\" tabindex=\"0\">", "<pre>").replace(" rel=\"noopener\"", "");
    for level in 1..=6 {
        plain = cut(&plain, &format!("<h{level}"), " id=\"", "\"");
    }
    if plain.contains("class=\"sy-") {
        plain = cut(&plain, "", "<span class=\"sy-", "\">").replace("</span>", "");
    }
    plain
}

/// Removes every `from…to` that follows `before`.
fn cut(html: &str, before: &str, from: &str, to: &str) -> String {
    let start = format!("{before}{from}");
    let mut parts = html.split(start.as_str());
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        plain.push_str(before);
        plain.push_str(part.split_once(to).unwrap().1);
    }
    plain
}

/// Evens out what makes no difference: the form of empty elements, quotation marks, line breaks beside tags.
fn normal(html: &str) -> String {
    let html = html.replace(" />", ">").replace("&quot;", "\"");
    html.replace(">\n", ">").replace("\n<", "<").trim().to_owned()
}
