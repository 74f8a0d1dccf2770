//! Gathers the text of blocks, without markup: for excerpts and for translators.

use super::body::{Body, Gap, PlainText, Segment, SegmentKind};
use super::option::Quotes;
use super::smart::{self, OpenQuotes};
use crate::base::fingerprint_bytes;

/// The text gathered so far.
#[derive(Default)]
pub(super) struct Gatherer {
    plain: PlainText,
    segments: Vec<Segment>,
    /// The block being gathered.
    block: PlainText,
    /// How many footnotes are open: what they say is translated, and is no part of the text that is read first.
    pub(super) notes: usize,
    /// The number of the item that the block begins.
    number: String,
    /// How the author wrote what each gap of `block` stands for.
    written: Vec<String>,
    /// The quotation marks that are open in the block.
    open: OpenQuotes,
}

impl Gatherer {
    /// A gatherer for a text of about `len` bytes.
    pub(super) fn with_room(len: usize) -> Gatherer {
        let mut gatherer = Gatherer::default();
        gatherer.plain.text.reserve(len);
        gatherer
    }

    /// Adds text to the block.
    pub(super) fn push(&mut self, text: &str) {
        if text.contains(PlainText::GAP) {
            self.block.text.extend(text.chars().filter(|&c| c != PlainText::GAP));
        } else {
            self.block.text.push_str(text);
        }
    }

    /// The next block begins an item with this number: `1.` It is read, and is nothing to translate.
    pub(super) fn number(&mut self, written: &str) {
        self.number.clear();
        self.number.push_str(written);
    }

    /// Adds a gap to the block; `written` is how the author wrote what fills it.
    pub(super) fn gap(&mut self, gap: Gap, written: String) {
        self.block.text.push(PlainText::GAP);
        self.block.gaps.push(gap);
        self.written.push(written);
    }

    /// The last character of the block.
    pub(super) fn last(&self) -> Option<char> {
        self.block.text.chars().next_back()
    }

    /// Writes text as it is printed after what was gathered of the block.
    pub(super) fn punctuated(&mut self, text: &str, keep: usize, quotes: Option<&Quotes>) -> String {
        let before = &self.block.text;
        match quotes {
            Some(quotes) => smart::punctuation(text, before, keep, (quotes, &mut self.open)),
            None => smart::primes(text, before, keep),
        }
    }

    /// The block as gathered so far.
    pub(super) fn block(&self) -> &PlainText {
        &self.block
    }

    /// Ends the block.
    pub(super) fn end(&mut self, kind: SegmentKind) {
        self.open = OpenQuotes::default();
        if self.block.text.is_empty() {
            return;
        }
        let text = self.block.text.trim_end();
        if !text.trim_start().is_empty() {
            if self.notes == 0 {
                if !self.plain.text.is_empty() {
                    self.plain.text.push('\n');
                }
                if !self.number.is_empty() {
                    self.plain.text.push_str(&self.number);
                    self.plain.text.push(' ');
                }
                self.plain.text.push_str(text);
                self.plain.gaps.extend_from_slice(&self.block.gaps);
            }
            self.segments.push(segment(kind, text, &self.written));
            self.number.clear();
        }
        // Its room is kept for the next block.
        self.block.text.clear();
        self.block.gaps.clear();
        self.written.clear();
    }

    /// Adds a text that stands outside the running text, such as a caption.
    pub(super) fn aside(&mut self, kind: SegmentKind, text: &str) {
        if !text.trim().is_empty() {
            self.segments.push(segment(kind, text, &[]));
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

fn segment(kind: SegmentKind, text: &str, written: &[String]) -> Segment {
    let mut filled = String::new();
    let mut text = text;
    if !written.is_empty() {
        let mut parts = text.split(PlainText::GAP);
        filled.push_str(parts.next().unwrap_or_default());
        for (part, written) in parts.zip(written) {
            filled.push_str(written);
            filled.push_str(part);
        }
        text = &filled;
    }
    Segment { kind, mark: fingerprint_bytes(text.trim_end().as_bytes()).into() }
}
