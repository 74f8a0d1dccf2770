use std::ops::Range;

use crate::base::{Offsets, SourceSpan};

/// A text that findings point into, and how it lies on disk where that differs.
#[derive(Clone, Copy, Debug)]
pub struct SourceText<'t> {
    /// The text as it was read.
    pub text: &'t str,
    /// Where its bytes stand on disk.
    pub offsets: Option<&'t Offsets>,
}

/// Every so many bytes it is noted how many characters there were.
const STRIDE: usize = 512;

/// A text with its lines looked up once, so that a place in it costs what is shown of it and not what stands before it.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    page: SourceText<'t>,
    /// Where each line begins.
    starts: Vec<usize>,
    /// How many characters begin before every [`STRIDE`]th byte.
    characters: Vec<usize>,
}

/// Where a finding stands, as people and programs count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineColumn {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in characters of the file.
    pub(super) column: usize,
    /// In bytes of the file.
    pub(super) start: usize,
    /// In bytes of the file.
    pub(super) end: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn new(page: SourceText<'t>) -> Lines<'t> {
        let bytes = page.text.as_bytes();
        let newlines = page.text.match_indices('\n').map(|(at, _)| at + 1);
        let mut characters = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut sum = 0;
        for stretch in bytes.chunks(STRIDE) {
            characters.push(sum);
            sum += begun(stretch);
        }
        Lines { page, starts: [0].into_iter().chain(newlines).collect(), characters }
    }

    /// The number of the line in which a byte stands, from 0.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    /// Where lines stand in the text, without the end of the last.
    pub(super) fn span(&self, lines: Range<usize>) -> Range<usize> {
        let end = self.starts.get(lines.end).map_or(self.page.text.len(), |next| next - 1);
        self.starts[lines.start]..end
    }

    /// A stretch of the text.
    pub(super) fn text(&self, span: Range<usize>) -> &'t str {
        &self.page.text[span]
    }

    /// Keeps a span inside the text and on character boundaries.
    pub(super) fn clamp(&self, place: &SourceSpan) -> Range<usize> {
        let text = self.page.text;
        let (start, end) = (text.floor_char_boundary(place.span.0), text.floor_char_boundary(place.span.1));
        // A block of Markdown ends with its line's end; the caret should not reach for the next line.
        start..start + text[start..end.max(start)].trim_end_matches('\n').len()
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, at: usize) -> usize {
        let stride = at / STRIDE;
        let noted = self.characters.get(stride).copied().unwrap_or_default();
        noted + begun(&self.page.text.as_bytes()[stride * STRIDE..at])
    }

    /// Where a place stands in the file on disk.
    pub(super) fn position(&self, place: &SourceSpan) -> LineColumn {
        let Range { start, end } = self.clamp(place);
        let line = self.line_of(start);
        let line_start = self.starts[line];
        let seen = self.characters_before(start) - self.characters_before(line_start);
        let Some(offsets) = self.page.offsets else {
            return LineColumn { line: line + 1, column: seen + 1, start, end };
        };
        let last = offsets.end(end);
        // What has no width in the text is what was left out of it.
        let first = if start == end { last } else { offsets.start(start) };
        let column = seen.saturating_add_signed(first.more - offsets.start(line_start).more) + 1;
        LineColumn { line: line + 1, column, start: first.byte, end: last.byte }
    }
}

/// How many characters begin in these bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -64).count()
}
