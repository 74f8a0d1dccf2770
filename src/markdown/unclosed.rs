//! Code blocks and HTML that nothing closes: what stands below them is shown as code, or not at all.

use std::ops::Range;

use super::misread::is_prose;
use super::run::Joined;
use super::writer::Writer;
use crate::diag::Diagnostic;

/// What was seen of code blocks that end where their code does not.
#[derive(Default)]
pub(super) struct Fences {
    /// The line that begins the first one that may have been closed too late, or too early by the end of a list's item.
    suspect: Option<Range<usize>>,
}

/// A code block between two lines of `` ` `` or `~`.
pub(super) struct Fence {
    /// All of it, in the prepared text.
    pub(super) block: Range<usize>,
    /// Where its last line of code ends.
    pub(super) end: usize,
}

/// Elements whose content a browser reads to their closing tag, and `CommonMark` too.
const RAW: &[&str] = &["pre", "script", "style", "textarea"];

impl Writer<'_> {
    /// The code block that begins a range of the prepared text.
    pub(super) fn fence(&self, block: Range<usize>) -> Fence {
        let end = block.start + line_length(&self.source.text[block.clone()]);
        Fence { block, end }
    }

    /// Looks whether a code block ends where its code does.
    pub(super) fn look_at_closing(&mut self, Fence { block, end }: Fence) {
        let text = &self.source.text;
        let opening = block.start..block.start + text[block.clone()].lines().next().unwrap_or_default().len();
        let sign = &text[block.start..=block.start];
        let rest = text[opening.clone()].trim_start_matches(sign);
        let fence = opening.start..opening.end - rest.len();
        let start = (opening.end + 1).min(end);
        let is_closed = text[end..block.end].contains(sign);
        let (is_bare, signs) = (rest.trim().is_empty(), fence.len());
        let again =
            if is_closed { opens_again(&text[start..end], (sign, signs)).map(|at| start + at) } else { None };
        let code = start..again.unwrap_or(end);
        let prose = prose(&text[code.clone()]).map(|prose| code.start + prose.start..code.start + prose.end);
        let is_last = text[block.end..].trim().is_empty() && self.is_outermost(block.start);
        let is_lost = if is_closed { again.is_some() && prose.is_some() } else { is_last || prose.is_some() };
        if is_lost {
            self.tell_of_code(opening, fence, prose);
        } else if self.fences.suspect.is_none() && (!is_closed || is_bare && prose.is_some()) {
            self.fences.suspect = Some(opening);
        }
    }

    fn tell_of_code(&mut self, opening: Range<usize>, fence: Range<usize>, prose: Option<Range<usize>>) {
        const WORDS: usize = 6;
        let found = Diagnostic::warning("code-unclosed", self.place(opening));
        let found = found.with("fence", &self.source.text[fence]);
        let suspect = self.fences.suspect.clone();
        self.report(match (prose, suspect) {
            (Some(prose), _) => {
                let start = self.source.clean(&self.source.text[prose.clone()]).into_owned();
                let start: Vec<&str> = start.split_whitespace().take(WORDS).collect();
                let start: String = start.join(" ").chars().take(40).collect();
                found.with("start", start).other(self.place(prose)).help("before")
            }
            (None, Some(suspect)) => found.other(self.place(suspect)).help("earlier"),
            (None, None) => found.help("close"),
        });
    }

    /// Whether what begins at a place of the prepared text stands in no list, quotation or footnote.
    fn is_outermost(&self, at: usize) -> bool {
        let before = &self.source.text[..at];
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        self.tight.is_empty() && !self.notes.is_open() && line.trim().is_empty()
    }

    /// Looks whether an element ends whose content is no Markdown: all that follows would be its content.
    pub(super) fn look_at_raw_element(&mut self, html: &Joined) {
        let lower = html.text.trim_start().as_bytes();
        let is = |name: &&&str| {
            let begins =
                lower.get(1..=name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()));
            let ends = lower.get(name.len() + 1).is_none_or(|c| matches!(c, b'>' | b' ' | b'\t' | b'\n'));
            begins && ends && (self.options.trusted_html || **name == "pre")
        };
        let Some(name) = RAW.iter().find(is) else { return };
        let closes = |name: &str| html.text.to_ascii_lowercase().contains(&format!("</{name}>"));
        if !RAW.iter().any(|name| closes(name)) {
            let start = html.text.len() - html.text.trim_start().len();
            self.tell_of_html(html, start..start + 1 + name.len(), &format!("</{name}>"));
        }
    }

    /// Says that nothing closes what begins at a range of raw HTML.
    pub(super) fn tell_of_html(&mut self, html: &Joined, opening: Range<usize>, close: &str) {
        let sign = html.text[opening.clone()].to_owned();
        let place = self.place(html.source_of(opening));
        let found = match self.options.trusted_html {
            // It goes into the page as it is, and takes the rest of that with it.
            true => Diagnostic::error("html-unclosed", place),
            false => Diagnostic::warning("html-unclosed", place),
        };
        self.report(found.with("sign", sign).with("close", close).help("close"));
    }
}

fn line_length(text: &str) -> usize {
    text.find('\n').map_or(text.len(), |end| end + 1)
}

/// Where a line stands in the code of a block that begins another block: the fence that should have closed the first is
/// missing above it.
fn opens_again(code: &str, (sign, least): (&str, usize)) -> Option<usize> {
    let mut at = 0;
    code.split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        let text = line.trim_start_matches([' ', '\t', '>']);
        let info = text.trim_start_matches(sign);
        let opens = text.len() - info.len() >= least && info.starts_with(|c: char| c.is_ascii_alphabetic());
        (opens && !info.contains(sign)).then_some(start)
    })
}

/// The first line of the first paragraph in code that is none.
fn prose(code: &str) -> Option<Range<usize>> {
    let mut at = 0;
    // Where the paragraph begins, and its lines without what stands before them.
    let mut first: Option<Range<usize>> = None;
    let mut paragraph = String::new();
    for line in code.split_inclusive('\n').chain(["\n"]) {
        let text = line.trim_start_matches([' ', '\t', '>']).trim_end();
        if text.is_empty() {
            if let Some(first) = first.take().filter(|_| is_prose(&paragraph)) {
                return Some(first);
            }
            paragraph.clear();
        } else {
            let start = at + line.find(text).unwrap_or_default();
            first.get_or_insert(start..start + text.len());
            paragraph.push_str(text);
            paragraph.push('\n');
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{opens_again, prose};

    #[test]
    fn prose_is_found_among_code() {
        let code = "cargo build\n\n> Hải Phòng có cảng nước sâu.\n";
        assert_eq!(prose(code).map(|at| &code[at]), Some("Hải Phòng có cảng nước sâu."));
        assert_eq!(prose("cargo build\n\ncargo test\n"), None);
    }

    #[test]
    fn a_second_fence_is_found_in_code() {
        assert_eq!(opens_again("a\n```rust\nb\n", ("`", 3)), Some(2));
        assert_eq!(opens_again("a\n```rust\nb\n", ("`", 4)), None);
        assert_eq!(opens_again("a `x`\n", ("`", 3)), None);
    }
}
