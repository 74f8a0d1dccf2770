//! Links that stayed text: a space in the address, full-width brackets, a gap before the bracket.

use std::ops::Range;

use super::link::{bracketed, on_disk};
use super::run::Joined;
use super::scan;
use super::writer::Writer;
use crate::base::{is_file_name, is_odd_space, is_unseen};
use crate::diag::Diagnostic;

/// What looks like the address of a link, and why it is none.
struct Lost<'t> {
    /// From the bracket that ends the link's text to the one that ends its address.
    range: Range<usize>,
    address: &'t str,
    why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    Space,
    Wide(char),
    Gap,
}

impl Writer<'_> {
    /// Finds `](…)` that stayed text.
    pub(super) fn look_for_lost_links(&mut self, joined: &Joined) {
        let mut from = 0;
        while let Some(found) = joined.text[from..].find(']') {
            let end = from + found;
            from = end + 1;
            if let Some(lost) = lost(&joined.text, end)
                && joined.is_typed(end)
                && begins(joined, end)
            {
                from = lost.range.end;
                let place = self.place(joined.source_of(lost.range.clone()));
                let found = Diagnostic::warning("looks-like-markdown", place)
                    .with("sign", &joined.text[lost.range.clone()]);
                self.report(match lost.why {
                    Why::Space => match on_disk(lost.address) {
                        Some(name) => found.with("near", bracketed(name)).help("disk"),
                        None => found.with("address", lost.address.trim()).help("address"),
                    },
                    Why::Wide(c) => {
                        let plain = if c == '（' { "(" } else { ")" };
                        found.with("char", c).with("plain", plain).help("wide")
                    }
                    Why::Gap => found.help("gap"),
                });
            }
        }
    }
}

/// Whether the text of a link may end here: a bracket opened it, which may stand before what is emphasised in it. A number
/// in brackets is that of a note or a source.
fn begins(joined: &Joined, end: usize) -> bool {
    let before = &joined.text[..end];
    let open = before.rfind('[');
    scan::looked(open.map(|open| end - open), end);
    let Some(open) = open else { return !before.contains(']') };
    let text = &before[open + 1..];
    joined.is_typed(open)
        && !text.contains(']')
        && !text.starts_with('^')
        && (text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What stands behind the bracket at `end`.
fn lost(text: &str, end: usize) -> Option<Lost<'_>> {
    let behind = &text[end + 1..];
    let rest = behind.trim_start_matches(|c: char| c == ' ' || is_odd_space(c) || is_unseen(c));
    let gap = behind.len() - rest.len();
    let open = rest.chars().next().filter(|c| matches!(c, '(' | '（'))?;
    let inner = &rest[open.len_utf8()..];
    let length = closing(inner)?;
    let (address, close) = (&inner[..length], inner[length..].chars().next()?);
    let wide = [open, close].into_iter().find(|c| matches!(c, '（' | '）'));
    let why = match wide {
        _ if address.trim().is_empty() => return None,
        Some(wide) => is_address(address).then_some(Why::Wide(wide))?,
        None if gap > 0 => is_address(address).then_some(Why::Gap)?,
        None => address.trim().contains([' ', '\t']).then_some(Why::Space)?,
    };
    let start = end + 1 + gap + open.len_utf8();
    Some(Lost { range: end..start + length + close.len_utf8(), address, why })
}

/// Where the bracket is closed that was opened before `inner`; brackets in it count. No address goes on for longer than
/// this, and no text with a bracket in every word is looked through from each of them.
fn closing(inner: &str) -> Option<usize> {
    const LONGEST: usize = 300;
    let mut depth = 0_usize;
    for (at, c) in inner.char_indices().take(LONGEST) {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => return Some(at),
            ')' | '）' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether this would lead somewhere, rather than say something about the words before it.
fn is_address(text: &str) -> bool {
    const STARTS: &[&str] = &["http://", "https://", "www.", "mailto:", "tel:", "@", "#", "/", "./", "../"];
    let text = text.trim();
    STARTS.iter().any(|start| text.starts_with(start)) || is_file_name(text)
}
