//! Tags of raw HTML: those that nothing closes or that close nothing, and Markdown beside them that is not read.

use std::collections::HashMap;
use std::ops::Range;

use super::run::Joined;
use super::writer::Writer;
use crate::diag::Diagnostic;

/// The tags of raw HTML that are open.
#[derive(Default)]
pub(super) struct OpenTags {
    /// Those of blocks, and those that stand in the present running text, which are always younger.
    blocks: Vec<OpenTag>,
    inline: Vec<OpenTag>,
    /// How many of each name are open, so that a text of nothing but wrong tags costs no more than another.
    counts: HashMap<String, usize>,
    /// How many of these hold code.
    code: usize,
    /// Whether what comes stands in running text, whose end is the end of all tags in it.
    pub(super) are_inline: bool,
    /// Markdown that is not read is told once a block.
    is_told: bool,
}

struct OpenTag {
    name: String,
    /// In the prepared text.
    range: Range<usize>,
}

/// Elements that have no content, and those whose end HTML lets anybody leave out.
const UNCLOSED: &[&str] = &[
    "br", "hr", "img", "wbr", "col", "input", "source", "track", "area", "base", "embed", "link", "meta",
    "p", "li", "dd", "dt", "td", "th", "tr", "thead", "tbody", "tfoot", "colgroup", "caption", "rt", "rp",
    "option", "optgroup",
];

/// Elements in which signs are meant as they are typed.
const CODE: &[&str] = &["code", "kbd", "pre", "samp", "script", "style", "textarea", "svg", "math"];

fn is_code(name: &str) -> bool {
    CODE.contains(&name)
}

impl OpenTags {
    /// Follows a tag of raw HTML, which stands at a range of the prepared text; returns the name of one that closes nothing.
    fn follow(&mut self, tag: &str, range: Range<usize>) -> Option<String> {
        let tag = tag.strip_prefix('<')?;
        let (tag, closes) = tag.strip_prefix('/').map_or((tag, false), |tag| (tag, true));
        let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(tag.len());
        let name = tag[..end].to_ascii_lowercase();
        if UNCLOSED.contains(&name.as_str()) {
            return None;
        }
        if !closes {
            self.code += usize::from(is_code(&name));
            *self.counts.entry(name.clone()).or_default() += 1;
            let open = if self.are_inline { &mut self.inline } else { &mut self.blocks };
            open.push(OpenTag { name, range });
            return None;
        }
        if self.counts.get(&name).is_none_or(|count| *count == 0) {
            return Some(name);
        }
        let last = |open: &mut Vec<OpenTag>| {
            let at = open.iter().rposition(|open| open.name == name)?;
            Some(open.remove(at))
        };
        if let Some(closed) = last(&mut self.inline).or_else(|| last(&mut self.blocks)) {
            self.forget(&closed);
        }
        None
    }

    /// Whether so many are open that no page is meant: a browser gives up at about as many, and reading them costs ever more.
    pub(super) fn are_too_deep(&self) -> bool {
        const MOST: usize = 400;
        self.blocks.len() + self.inline.len() > MOST
    }

    fn forget(&mut self, closed: &OpenTag) {
        self.code -= usize::from(is_code(&closed.name));
        if let Some(count) = self.counts.get_mut(&closed.name) {
            *count -= 1;
        }
    }

    /// Takes all tags of running text, which ends.
    fn take_inline(&mut self) -> Vec<OpenTag> {
        let ended = std::mem::take(&mut self.inline);
        ended.iter().for_each(|tag| self.forget(tag));
        ended
    }

    /// Begins a block of raw HTML.
    pub(super) fn begin_block(&mut self) {
        self.are_inline = false;
        self.is_told = false;
    }
}

/// Follows a tag of raw HTML.
pub(super) fn follow_tag(writer: &mut Writer<'_>, tag: &str, range: Range<usize>) {
    if let Some(name) = writer.tags.follow(tag, range.clone()) {
        let found = Diagnostic::warning("tag-unopened", writer.place(range)).with("name", name);
        writer.report(found.help("open"));
    }
}

/// Ends running text: no tag in it goes on.
pub(super) fn end_text(writer: &mut Writer<'_>) {
    let ended = writer.tags.take_inline();
    // Left open, it would go on in every text below, and in each a little deeper.
    if !writer.options.trusted_html {
        for tag in ended.iter().rev() {
            writer.out.push_raw(&format!("</{}>", tag.name));
        }
    }
    tell(writer, ended);
}

/// Ends the whole text.
pub(super) fn end_all(writer: &mut Writer<'_>) {
    let mut open = std::mem::take(&mut writer.tags.blocks);
    open.extend(writer.tags.take_inline());
    tell(writer, open);
}

fn tell(writer: &mut Writer<'_>, unclosed: Vec<OpenTag>) {
    for tag in unclosed {
        if tag.name == "a" {
            writer.anchors = writer.anchors.saturating_sub(1);
        }
        // Of this one more is lost, which is told where its block ends.
        if tag.name != "pre" {
            let found = Diagnostic::warning("tag-unclosed", writer.place(tag.range)).with("name", tag.name);
            writer.report(found.help("close"));
        }
    }
}

/// Finds Markdown in a block of raw HTML, which is shown as it is typed.
pub(super) fn look_for_markdown(writer: &mut Writer<'_>, html: &Joined, range: Range<usize>) {
    if writer.tags.are_inline || writer.tags.is_told || writer.tags.code > 0 {
        return;
    }
    let Some(sign) = markdown(&html.text[range.clone()]) else { return };
    writer.tags.is_told = true;
    let sign = range.start + sign.start..range.start + sign.end;
    let shown: String = html.text[sign.clone()].chars().take(MOST_SHOWN).collect();
    let place = writer.place(html.source_of(sign));
    writer.report(Diagnostic::warning("html-markdown", place).with("sign", shown).help("lines"));
}

/// How much of what is not read is shown.
const MOST_SHOWN: usize = 40;

/// The first Markdown in a text between tags.
fn markdown(text: &str) -> Option<Range<usize>> {
    let spans = [pair(text, "**"), pair(text, "__"), pair(text, "`"), link(text), lines(text)];
    spans.into_iter().flatten().min_by_key(|span| span.start)
}

/// Words between two equal signs on one line.
fn pair(text: &str, sign: &str) -> Option<Range<usize>> {
    let mut found = text.match_indices(sign).map(|(at, _)| at);
    let mut open = found.next()?;
    for close in found {
        let inner = text.get(open + sign.len()..close).unwrap_or_default();
        let is_framed = !inner.is_empty() && !inner.contains('\n') && inner.trim() == inner;
        if is_framed && inner.contains(char::is_alphanumeric) {
            return Some(open..close + sign.len());
        }
        open = close;
    }
    None
}

/// A link or a picture.
fn link(text: &str) -> Option<Range<usize>> {
    text.match_indices("](").find_map(|(at, _)| {
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let open = line + text[line..at].rfind('[')?;
        let close = at + text[at..].find([')', '\n']).filter(|close| text[at + close..].starts_with(')'))?;
        let start = if text[..open].ends_with('!') { open - 1 } else { open };
        Some(start..close + 1)
    })
}

/// A heading, the first of two items of a list, or the head of a table.
fn lines(text: &str) -> Option<Range<usize>> {
    let is_item = |line: &str| ["- ", "* ", "+ "].iter().any(|sign| line.starts_with(sign));
    let is_heading = |line: &str| line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let is_row = |line: &str| line.len() > 1 && line.starts_with('|') && line.ends_with('|');
    let mut at = text.find('\n')? + 1;
    let mut before: Option<(Range<usize>, &str)> = None;
    for whole in text[at..].split_inclusive('\n') {
        let line = whole.trim();
        let start = at + whole.len() - whole.trim_start().len();
        let here = start..start + line.len();
        at += whole.len();
        if is_heading(line) {
            return Some(here);
        }
        match before {
            Some((first, above)) if (is_item(above) && is_item(line)) || (is_row(above) && is_row(line)) => {
                return Some(first);
            }
            _ => before = Some((here, line)),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn markdown_between_tags_is_found() {
        for (text, sign) in [
            ("\n**đậm** và", "**đậm**"),
            ("a [b](@c) d", "[b](@c)"),
            ("a ![b](c.jpg)", "![b](c.jpg)"),
            ("\n- một\n- hai\n", "- một"),
            ("\n  ## Đề mục\n", "## Đề mục"),
            ("\n| a | b |\n|---|---|\n", "| a | b |"),
            ("dùng `x` nhé", "`x`"),
        ] {
            assert_eq!(markdown(text).map(|at| &text[at]), Some(sign), "{text}");
        }
        for text in [
            "20 ** 30 ** 5",
            "- một",
            "\n- một\nhai\n",
            "a_b_c",
            "(**) (**)",
            "# x",
            "a ` b",
            "[1] (2)",
            "\n#x\n",
        ] {
            assert_eq!(markdown(text), None, "{text}");
        }
    }
}
