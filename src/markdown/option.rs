//! Where a text stands, and how it is read.

use std::fmt;
use std::hash::{Hash, Hasher};

use crate::base::{SourcePath, SourceSpan, Span};

/// Where a Markdown text stands, so that diagnostics point into the author's file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TextOrigin {
    /// The file.
    pub path: SourcePath,
    /// The byte of the file at which the Markdown begins.
    pub offset: usize,
}

impl TextOrigin {
    pub(super) fn span(&self, span: Span) -> Span {
        span.start + self.offset..span.end + self.offset
    }

    pub(super) fn place(&self, span: Span) -> SourceSpan {
        SourceSpan::new(&self.path, self.span(span))
    }
}

/// Everything besides the text that the result of [`super::parse`] depends on.
#[derive(Clone)]
pub struct Options {
    /// The text's language (BCP 47).
    pub tag: String,
    /// How straight quotation marks are written, in languages that want it.
    pub smart: Option<Quotes>,
    /// Whether raw HTML is written as it stands.
    pub trusted_html: bool,
    /// How many levels headings go down.
    pub heading_shift: u8,
    /// The highest level that a heading may have: 2 where the page's own title is its heading of the first level.
    pub top_level: u8,
    /// Stands with a `-` before every id, where the texts of several records share a page; empty for none.
    pub id_prefix: String,
    /// Hosts, each with the path below it, at which this very site is published: a link there is one of its own.
    pub own: Vec<String>,
    /// Makes an address part of a text; a function of its argument alone, therefore not hashed.
    pub slug: fn(&str) -> String,
}

/// The quotation marks of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quotes {
    /// Opens a quotation.
    pub open: char,
    /// Closes it.
    pub close: char,
    /// Opens a quotation inside a quotation.
    pub open_single: char,
    /// Closes it; the apostrophe too.
    pub close_single: char,
}

impl Hash for Options {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Every field is named, so that a new one cannot be forgotten. A function's address differs from run to run.
        let Options { tag, smart, trusted_html, heading_shift, top_level, id_prefix, own, slug: _ } = self;
        (tag, smart, trusted_html, heading_shift, top_level, id_prefix, own).hash(state);
    }
}

impl Options {
    /// What an address of this very site says below the site's root.
    pub(super) fn below<'a>(&self, address: &'a str) -> Option<&'a str> {
        self.own.iter().find_map(|own| below(own, address))
    }
}

/// What an address says below the root of a site that is published at `own`, its host with the path below that.
#[must_use]
pub fn below<'a>(own: &str, address: &'a str) -> Option<&'a str> {
    let (scheme, rest) = address.trim().split_once("://")?;
    if !(scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")) {
        return None;
    }
    let (start, below) = rest.split_at_checked(own.len())?;
    let ends = below.is_empty() || below.starts_with(['/', '?', '#']);
    (ends && start.eq_ignore_ascii_case(own)).then(|| below.strip_prefix('/').unwrap_or(below))
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("tag", &self.tag)
            .field("smart", &self.smart)
            .field("trusted_html", &self.trusted_html)
            .field("heading_shift", &self.heading_shift)
            .field("top_level", &self.top_level)
            .field("id_prefix", &self.id_prefix)
            .field("own", &self.own)
            .finish_non_exhaustive()
    }
}
