//! A run of text: the fragments that the parser cuts text into, put together again with their places.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::prepared::Prepared;

/// A piece of text as the parser gives it.
pub(super) struct Fragment<'p> {
    pub(super) text: CowStr<'p>,
    /// Its place in the prepared text.
    pub(super) range: Range<usize>,
}

impl Fragment<'_> {
    /// Whether its first character was written with a backslash.
    pub(super) fn is_escaped(&self, source: &str) -> bool {
        self.range.start > 0
            && source.as_bytes()[self.range.start - 1] == b'\\'
            && source.get(self.range.clone()) == Some(&*self.text)
    }
}

/// Fragments joined to one text that knows where each of its characters comes from.
#[derive(Default)]
pub(super) struct Joined {
    pub(super) text: String,
    parts: Vec<RunPart>,
}

struct RunPart {
    /// Where it begins in the joined text.
    start: usize,
    /// Where it begins in the prepared text.
    source: usize,
    /// Stands in the source as it is; else it was written as an entity.
    literal: bool,
    /// The first character was written with a backslash.
    escaped: bool,
}

impl Joined {
    /// Joins fragments as the author wrote them.
    pub(super) fn new(prepared: &Prepared<'_>, fragments: &[Fragment<'_>]) -> Joined {
        let mut joined = Joined::default();
        for fragment in fragments {
            joined.push(prepared, fragment);
        }
        joined
    }

    /// Appends a fragment.
    pub(super) fn push(&mut self, prepared: &Prepared<'_>, fragment: &Fragment<'_>) {
        let literal = prepared.text.get(fragment.range.clone()) == Some(&*fragment.text);
        let escaped = literal && fragment.is_escaped(&prepared.text);
        let mut source = fragment.range.start;
        let put = |c: char| prepared.stands_for(c).is_some();
        for (index, text) in fragment.text.split_inclusive(put).enumerate() {
            self.parts.push(RunPart {
                start: self.text.len(),
                source,
                literal,
                escaped: escaped && index == 0,
            });
            source += text.len();
            match text.chars().next_back().and_then(|last| Some((last, prepared.stands_for(last)?))) {
                Some((last, sign)) => {
                    self.text.push_str(&text[..text.len() - last.len_utf8()]);
                    let start = self.text.len();
                    self.text.push_str(sign);
                    self.parts.push(RunPart {
                        start,
                        source: source - last.len_utf8(),
                        literal,
                        escaped: false,
                    });
                }
                None => self.text.push_str(text),
            }
        }
    }

    fn part(&self, at: usize) -> Option<&RunPart> {
        // Of empty parts at one place the last counts: it is the one with the text.
        self.parts[..self.parts.partition_point(|part| part.start <= at)].last()
    }

    /// The place in the prepared text of a byte of the joined text.
    pub(super) fn source_at(&self, at: usize) -> usize {
        self.part(at)
            .map_or(0, |part| if part.literal { part.source + (at - part.start) } else { part.source })
    }

    /// The place in the prepared text of a range.
    pub(super) fn source_of(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source_at(range.start);
        let end = if range.is_empty() { start } else { self.source_at(range.end - 1) + 1 };
        start..end.max(start)
    }

    /// Where in a range characters stand that were written with a backslash.
    pub(super) fn escapes(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let escaped = self.parts.iter().filter(|part| part.escaped).map(|part| part.start);
        escaped.filter(move |start| range.contains(start))
    }

    /// Whether the character at `at` was typed as such: neither as an entity nor after a backslash.
    pub(super) fn is_typed(&self, at: usize) -> bool {
        self.part(at).is_some_and(|part| part.literal && !(part.escaped && part.start == at))
    }
}
