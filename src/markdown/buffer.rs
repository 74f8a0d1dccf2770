//! HTML being written, with marks where something is filled in later.

use std::ops::Range;

use super::body::BodyPiece;
use super::escape;
use crate::base::Html;

/// HTML, and the marks in it.
#[derive(Default)]
pub(super) struct Buffer {
    pub(super) html: String,
    /// In order of place; several may stand at one place.
    pub(super) marks: Vec<(usize, SlotMark)>,
    /// The stretches of `html` that came from the author as HTML.
    pub(super) raw: Vec<Range<usize>>,
}

/// What is filled in at a place of the HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlotMark {
    Link(usize),
    LinkText(usize),
    Fact(usize),
    Component(usize),
    Text(&'static str),
    /// The id of the heading with this index. Ids are given at the end, when all that authors chose are known.
    HeadingId(usize),
}

/// A place in a buffer: how much stood there.
#[derive(Clone, Copy, Debug)]
pub(super) struct BufferPoint {
    pub(super) html: usize,
    pub(super) marks: usize,
}

impl Buffer {
    /// Appends HTML.
    pub(super) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Appends HTML that came from the author.
    pub(super) fn push_raw(&mut self, html: &str) {
        let start = self.html.len();
        self.html.push_str(html);
        self.raw.push(start..self.html.len());
    }

    /// Puts a mark at the end.
    pub(super) fn mark(&mut self, mark: SlotMark) {
        self.marks.push((self.html.len(), mark));
    }

    /// Begins a line, for a block element.
    pub(super) fn line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    /// The end, as it is now.
    pub(super) fn point(&self) -> BufferPoint {
        BufferPoint { html: self.html.len(), marks: self.marks.len() }
    }

    /// Whether nothing visible was written since `point`.
    pub(super) fn is_blank_since(&self, point: BufferPoint) -> bool {
        self.marks.len() == point.marks && self.html[point.html..].trim().is_empty()
    }

    /// Appends another buffer.
    pub(super) fn append(&mut self, other: Buffer) {
        let shift = self.html.len();
        self.html.push_str(&other.html);
        self.marks.extend(other.marks.into_iter().map(|(at, mark)| (at + shift, mark)));
        self.raw.extend(other.raw.into_iter().map(|raw| raw.start + shift..raw.end + shift));
    }

    /// Appends a stretch of another buffer, both ends included when marks stand on them.
    pub(super) fn copy(&mut self, other: &Buffer, range: Range<usize>) {
        let shift = self.html.len();
        self.html.push_str(&other.html[range.clone()]);
        let first = other.marks.partition_point(|(at, _)| *at < range.start);
        let marks = other.marks[first..].iter().take_while(|(at, _)| *at <= range.end);
        self.marks.extend(marks.map(|&(at, mark)| (at - range.start + shift, mark)));
    }

    /// How much HTML there is from `start` to the next slot, the mark with this index or a later one, ids included.
    fn room(&self, index: usize, start: usize) -> usize {
        const ID: usize = 32;
        let ids =
            self.marks[index..].iter().take_while(|(_, mark)| matches!(mark, SlotMark::HeadingId(_))).count();
        let end = self.marks.get(index + ids).map_or(self.html.len(), |(at, _)| *at);
        end - start + ids * ID
    }

    /// Cuts the HTML at its marks.
    pub(super) fn into_pieces(self, heading_id: impl Fn(usize) -> String) -> Vec<BodyPiece> {
        let mut pieces = Vec::with_capacity(self.marks.len() * 2 + 1);
        let mut html = String::new();
        let mut copied = 0;
        for (index, &(at, mark)) in self.marks.iter().enumerate() {
            if html.is_empty() {
                html.reserve(self.room(index, copied));
            }
            html.push_str(&self.html[copied..at]);
            copied = at;
            let piece = match mark {
                SlotMark::HeadingId(heading) => {
                    escape::attribute(&mut html, &heading_id(heading));
                    continue;
                }
                SlotMark::Link(slot) => BodyPiece::Link { slot },
                SlotMark::LinkText(slot) => BodyPiece::LinkText { slot },
                SlotMark::Fact(slot) => BodyPiece::Fact { slot },
                SlotMark::Component(slot) => BodyPiece::Component { slot },
                SlotMark::Text(key) => BodyPiece::Text { key: key.into() },
            };
            if !html.is_empty() {
                html.shrink_to_fit();
                pieces.push(BodyPiece::Html(Html::trusted(std::mem::take(&mut html))));
            }
            pieces.push(piece);
        }
        html.push_str(&self.html[copied..]);
        if !html.is_empty() {
            html.shrink_to_fit();
            pieces.push(BodyPiece::Html(Html::trusted(html)));
        }
        pieces.shrink_to_fit();
        pieces
    }
}
