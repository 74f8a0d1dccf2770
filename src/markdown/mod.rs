//! Markdown text → [`Body`]: HTML in pieces, with slots for what only the whole site knows.
//!
//! In comes the text of one file in one language; out go HTML, links, pictures, facts, headings, plain text and the
//! segments that translations are made from. The text is parsed once and walked once:
//!
//! 1. [`prepared`] keeps signs from the parser that it would take for markup: stars between numbers, dates that look like
//!    lists; [`emphasis`], [`autolink`], [`line`] and [`list`] say which;
//! 2. [`writer`] walks the parser's events; the other modules each write one kind of thing for it;
//! 3. [`heading`] gives ids, [`sanitise`] makes untrusted raw HTML sound, [`buffer`] cuts the HTML at its slots.
//!
//! Nothing here knows another file, resolves a link, formats a figure or reads an interface string: those are slots.
//! Whatever text comes in, there is no panic, and the HTML of an untrusted text is well nested and harmless.

mod autolink;
mod block;
mod body;
mod buffer;
mod bullet;
mod code;
mod component;
mod definition;
mod emphasis;
mod enumerator;
mod escape;
mod footnote;
mod foreign;
mod heading;
mod image;
mod line;
mod link;
mod list;
mod lookalike;
mod lost_link;
mod open_tag;
mod option;
mod misread;
mod misspelt;
mod paragraph;
mod plain;
mod prepared;
mod run;
mod sanitise;
mod scan;
mod script;
mod smart;
mod table;
mod unclosed;
mod writer;

pub use body::{
    Body, BodyPiece, Component, ComponentRef, FactRef, Gap, Heading, ImageRef, LinkRef, PlainText, Segment,
    SegmentKind, Setting, Target,
};
pub use option::{Options, Quotes, TextOrigin, below};

use crate::diag::Reported;

/// What is read besides `CommonMark`. Named one by one: "all" would mean mathematics and wiki links as well.
const EXTENSIONS: pulldown_cmark::Options = pulldown_cmark::Options::ENABLE_TABLES
    .union(pulldown_cmark::Options::ENABLE_FOOTNOTES)
    .union(pulldown_cmark::Options::ENABLE_STRIKETHROUGH)
    .union(pulldown_cmark::Options::ENABLE_TASKLISTS)
    .union(pulldown_cmark::Options::ENABLE_HEADING_ATTRIBUTES)
    .union(pulldown_cmark::Options::ENABLE_DEFINITION_LIST)
    .union(pulldown_cmark::Options::ENABLE_GFM);

/// Parses the Markdown `text` that stands at `at`.
#[must_use]
pub fn parse(text: &str, at: &TextOrigin, options: &Options) -> Reported<Body> {
    writer::write(&prepared::Prepared::new(text, EXTENSIONS), at, options, EXTENSIONS)
}

/// Parses a summary, the sentence or two before a text: a number at its start, `2024. 3. 15.`, begins no list.
#[must_use]
pub fn parse_summary(text: &str, at: &TextOrigin, options: &Options) -> Reported<Body> {
    writer::write(&prepared::Prepared::summary(text), at, options, EXTENSIONS)
}

#[cfg(test)]
mod tests;
