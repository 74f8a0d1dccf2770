//! Small pieces of HTML that are the same whatever the theme.

use std::fmt::Write as _;

pub use crate::base::escape;

/// A link; with the language of its text when that differs from the page's.
#[must_use]
pub(super) fn link(href: &str, text: &str, tag: Option<&str>) -> String {
    let mut html = format!("<a href=\"{}\"", escape(href));
    if let Some(tag) = tag {
        let _ = write!(html, " lang=\"{tag}\"");
    }
    let _ = write!(html, ">{}</a>", escape(text));
    html
}

/// Text in its own language, when that differs from the page's.
#[must_use]
pub(super) fn span(text: &str, tag: Option<&str>) -> String {
    match tag {
        Some(tag) => format!("<span lang=\"{tag}\">{}</span>", escape(text)),
        None => escape(text),
    }
}
