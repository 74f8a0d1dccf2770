//! Gathers the text of blocks, without markup: for excerpts and for translators.

use super::body::{Body, Gap, Plain, Segment, SegmentKind};
use crate::base::fingerprint_bytes;

/// The text gathered so far.
#[derive(Default)]
pub(super) struct Gatherer {
    plain: Plain,
    segments: Vec<Segment>,
    /// The block being gathered.
    block: Plain,
    /// How the author wrote what each gap of `block` stands for.
    written: Vec<String>,
}

impl Gatherer {
    /// Adds text to the block.
    pub(super) fn push(&mut self, text: &str) {
        if text.contains(Plain::GAP) {
            self.block.text.extend(text.chars().filter(|&c| c != Plain::GAP));
        } else {
            self.block.text.push_str(text);
        }
    }

    /// Adds a gap to the block; `written` is how the author wrote what fills it.
    pub(super) fn gap(&mut self, gap: Gap, written: String) {
        self.block.text.push(Plain::GAP);
        self.block.gaps.push(gap);
        self.written.push(written);
    }

    /// The last character of the block.
    pub(super) fn last(&self) -> Option<char> {
        self.block.text.chars().next_back()
    }

    /// The block as gathered so far.
    pub(super) fn block(&self) -> &Plain {
        &self.block
    }

    /// Ends the block.
    pub(super) fn end(&mut self, kind: SegmentKind) {
        if self.block.text.is_empty() {
            return;
        }
        let block = std::mem::take(&mut self.block);
        let written = std::mem::take(&mut self.written);
        let text = block.text.trim_end();
        if text.trim_start().is_empty() {
            return;
        }
        if !self.plain.text.is_empty() {
            self.plain.text.push('\n');
        }
        self.plain.text.push_str(text);
        self.plain.gaps.extend_from_slice(&block.gaps);
        self.segments.push(segment(kind, block.text, &written));
    }

    /// Adds a text that stands outside the running text, such as a caption.
    pub(super) fn aside(&mut self, kind: SegmentKind, text: &str) {
        if !text.trim().is_empty() {
            self.segments.push(segment(kind, text.to_owned(), &[]));
        }
    }

    /// Writes everything gathered into a body.
    pub(super) fn finish(self, body: &mut Body) {
        body.plain = self.plain;
        body.segments = self.segments;
        // A body stays as long as the site; room for more text is of no use to it.
        body.plain.text.shrink_to_fit();
        body.segments.shrink_to_fit();
    }
}

fn segment(kind: SegmentKind, mut text: String, written: &[String]) -> Segment {
    if !written.is_empty() {
        let mut parts = text.split(Plain::GAP);
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for (part, written) in parts.zip(written) {
            filled.push_str(written);
            filled.push_str(part);
        }
        text = filled;
    }
    text.truncate(text.trim_end().len());
    Segment { kind, mark: fingerprint_bytes(text.as_bytes()).into() }
}
