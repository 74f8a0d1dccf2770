//! Reads a fragment of raw HTML tag by tag and says what of it stays.
//!
//! What would swallow the Markdown after it goes here: an element with raw content, a comment or a tag that the fragment
//! does not close. This is for the author's sake (a warning with a place); safety rests on what comes after.

use std::collections::BTreeSet;
use std::ops::Range;

use super::rule;

/// A stretch of a fragment.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FragmentPart {
    /// A tag, or a part of one, that stays as it is.
    Tag(Range<usize>),
    /// The attribute of a tag that leads somewhere or loads something, and what it says. The tag may go.
    Address { range: Range<usize>, value: String, stays: bool },
    /// Text that stays as it is.
    Kept(Range<usize>),
    /// A comment, which is for who reads the source and goes without a word.
    Comment(Range<usize>),
    /// The beginning of a tag, comment or the like that the fragment does not end, and what would end it.
    Open { range: Range<usize>, close: &'static str },
    /// Is no markup and becomes text.
    Text(Range<usize>),
    /// Goes. Of a tag, an attribute may go by itself.
    Removed { what: String, range: Range<usize> },
}

/// Cuts a fragment into parts.
pub(super) fn parts(html: &str) -> Vec<FragmentPart> {
    let mut parts = Vec::new();
    let mut open = BTreeSet::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        if start > at {
            parts.push(FragmentPart::Kept(at..start));
        }
        at = part(html, start, &mut open, &mut parts);
    }
    if at < html.len() {
        parts.push(FragmentPart::Kept(at..html.len()));
    }
    parts
}

/// Elements whose content would go with them, but that nothing closes from here on: it is not looked for again.
type UnclosedElements = BTreeSet<String>;

/// Reads what begins with the `<` at `start`; returns where it ends.
fn part(html: &str, start: usize, open: &mut UnclosedElements, parts: &mut Vec<FragmentPart>) -> usize {
    let rest = &html[start + 1..];
    if rest.starts_with(['!', '?']) {
        let end = if rest.starts_with("!--") {
            html[start + 2..].find("-->").map(|end| start + 2 + end + 3)
        } else {
            rest.find('>').map(|end| start + 1 + end + 1)
        };
        let Some(end) = end else { return unfinished(html, start, parts) };
        parts.push(if rest.starts_with("!--") {
            FragmentPart::Comment(start..end)
        } else {
            FragmentPart::Removed { what: html[start..end].to_owned(), range: start..end }
        });
        return end;
    }
    let closing = rest.starts_with('/');
    let name_at = start + 1 + usize::from(closing);
    if !html[name_at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        parts.push(FragmentPart::Text(start..start + 1));
        return start + 1;
    }
    let Some(tag) = tag(html, name_at) else { return unfinished(html, start, parts) };
    if is_word(&tag) {
        parts.push(FragmentPart::Text(start..tag.end));
        return tag.end;
    }
    if is_comparison(&html[..start], &tag) {
        parts.push(FragmentPart::Text(start..start + 1));
        return start + 1;
    }
    if closing {
        if rule::allows(&tag.name) {
            parts.push(FragmentPart::Tag(start..tag.end));
        }
        return tag.end;
    }
    opening((html, start), tag, open, parts)
}

/// Whether a tag is none: a word that stands for something else, as in `<email>`, or a type, `List<String>`.
fn is_word(tag: &Tag) -> bool {
    !rule::is_element(&tag.name) && tag.attributes.iter().all(|(_, value, _)| value.is_empty())
}

/// Whether it is a sign that compares: `a<b and c>d`.
fn is_comparison(before: &str, tag: &Tag) -> bool {
    before.ends_with(char::is_alphanumeric)
        && tag
            .attributes
            .iter()
            .any(|(name, value, _)| value.is_empty() && !rule::allows_attribute(&tag.name, name, value))
}

fn opening(
    (html, start): (&str, usize),
    tag: Tag,
    open: &mut UnclosedElements,
    parts: &mut Vec<FragmentPart>,
) -> usize {
    let leads = |name: &str| matches!(name, "href" | "src" | "poster");
    if !rule::allows(&tag.name) {
        for (_, value, range) in tag.attributes.iter().filter(|(name, ..)| leads(name)) {
            parts.push(FragmentPart::Address { range: range.clone(), value: value.clone(), stays: false });
        }
        // As it was typed, so that it is found.
        let name = &html[start + 1..start + 1 + tag.name.len()];
        parts.push(FragmentPart::Removed { what: format!("<{name}>"), range: start..tag.end });
        if !rule::WITH_CONTENT.contains(&tag.name.as_str()) || open.contains(&tag.name) {
            return tag.end;
        }
        return end_of_content(html, &tag).unwrap_or_else(|| {
            open.insert(tag.name);
            tag.end
        });
    }
    let mut kept = start;
    for (name, value, range) in &tag.attributes {
        if !rule::allows_attribute(&tag.name, name, value) {
            let what = if name == "href" { format!("href=\"{value}\"") } else { format!("{name}=\"…\"") };
            // With what goes, the cleaner has no work: it compares every attribute of a tag with every other.
            parts.push(FragmentPart::Tag(kept..range.start));
            parts.push(FragmentPart::Removed { what, range: range.clone() });
            kept = range.end;
        } else if leads(name) {
            parts.push(FragmentPart::Tag(kept..range.start));
            parts.push(FragmentPart::Address { range: range.clone(), value: value.clone(), stays: true });
            kept = range.end;
        }
    }
    parts.push(FragmentPart::Tag(kept..tag.end));
    tag.end
}

/// Where the closing tag of an element ends.
fn end_of_content(html: &str, tag: &Tag) -> Option<usize> {
    let closes = |at: usize| {
        let name = html.get(at + 2..at + 2 + tag.name.len());
        name.is_some_and(|name| name.eq_ignore_ascii_case(&tag.name))
    };
    let mut closing = html[tag.end..].match_indices("</").map(|(found, _)| tag.end + found);
    let close = closing.find(|&at| closes(at))?;
    html[close..].find('>').map(|end| close + end + 1)
}

/// A tag, comment or the like that the fragment does not end: shown as text, so that the author sees it.
fn unfinished(html: &str, start: usize, parts: &mut Vec<FragmentPart>) -> usize {
    let what = html[start..].split_whitespace().next().unwrap_or("<");
    let (length, close) = if what.starts_with("<!--") { (4, "-->") } else { (what.len(), ">") };
    parts.push(FragmentPart::Open { range: start..start + length, close });
    parts.push(FragmentPart::Text(start..html.len()));
    html.len()
}

struct Tag {
    name: String,
    /// Name, value and place of each attribute.
    attributes: Vec<(String, String, Range<usize>)>,
    /// After the `>`.
    end: usize,
}

/// Reads the tag whose name stands at `name_at`; `None` when nothing ends it.
fn tag(html: &str, name_at: usize) -> Option<Tag> {
    let ends_name = |c: char| c.is_whitespace() || matches!(c, '/' | '>');
    let name_end = name_at + html[name_at..].find(ends_name)?;
    let name = html[name_at..name_end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        at += html[at..].find(|c: char| !c.is_whitespace() && c != '/')?;
        if html[at..].starts_with('>') {
            return Some(Tag { name, attributes, end: at + 1 });
        }
        let start = at;
        // A `=` at the very start belongs to the name, as browsers have it.
        let after_first = at + html[at..].chars().next()?.len_utf8();
        at = after_first + html[after_first..].find(|c: char| ends_name(c) || c == '=')?;
        let name = html[start..at].to_ascii_lowercase();
        let (value, end) = value(html, at)?;
        attributes.push((name, value, start..end));
        at = end;
    }
}

/// Reads `= value` at `at`, if there is one.
fn value(html: &str, at: usize) -> Option<(String, usize)> {
    let rest = html[at..].trim_start();
    let Some(rest) = rest.strip_prefix('=') else { return Some((String::new(), at)) };
    let rest = rest.trim_start();
    let start = html.len() - rest.len();
    if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let end = rest[1..].find(quote)?;
        return Some((rest[1..=end].to_owned(), start + end + 2));
    }
    let end = rest.find(|c: char| c.is_whitespace() || c == '>')?;
    Some((rest[..end].to_owned(), start + end))
}

#[cfg(test)]
mod tests {
    use super::{FragmentPart, parts};

    fn removed(html: &str) -> Vec<String> {
        let removed = |part| match part {
            FragmentPart::Removed { what, .. } => Some(what),
            FragmentPart::Open { range, .. } => Some(html[range].to_owned()),
            _ => None,
        };
        parts(html).into_iter().filter_map(removed).collect()
    }

    #[test]
    fn what_may_stand_stays() {
        assert_eq!(
            parts("<b id=x>a</b><!-- c -->"),
            [
                FragmentPart::Tag(0..8),
                FragmentPart::Kept(8..9),
                FragmentPart::Tag(9..13),
                FragmentPart::Comment(13..23)
            ]
        );
        assert!(removed("<a href='https://a.vn' lang=vi>x</a><br/><td colspan=2>").is_empty());
    }

    #[test]
    fn what_may_not_stand_is_named() {
        assert_eq!(removed("<iframe src=x></iframe>"), ["<iframe>"]);
        assert_eq!(removed("<b style='x' onclick=y>"), ["style=\"…\"", "onclick=\"…\""]);
        assert_eq!(removed("<a href=javascript:x>"), ["href=\"javascript:x\""]);
        assert_eq!(removed("<IFrame src=x></IFrame>"), ["<IFrame>"]);
        assert_eq!(removed("<Card title=x>"), ["<Card>"]);
        assert_eq!(removed("<div class=\"a"), ["<div"]);
        assert_eq!(removed("<!-- never closed"), ["<!--"]);
    }

    #[test]
    fn what_is_no_element_is_text() {
        for text in ["<email>", "<Your Name>", "</end>", "<my-card>"] {
            assert_eq!(parts(text), [FragmentPart::Text(0..text.len())], "{text}");
        }
        assert_eq!(parts("List<String> x")[1], FragmentPart::Text(4..12));
        assert!(removed("if a<b and c>d").is_empty());
    }

    #[test]
    fn a_script_goes_with_its_content() {
        assert_eq!(
            parts("a<script>b<i></SCRIPT >c"),
            [
                FragmentPart::Kept(0..1),
                FragmentPart::Removed { what: "<script>".into(), range: 1..9 },
                FragmentPart::Kept(23..24)
            ]
        );
    }
}
