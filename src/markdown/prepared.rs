//! A text as the parser gets it: with signs that it would take for markup kept from it.
//!
//! Private-use characters, which the parser takes for letters, are put in. One of them, the marker, stands between two
//! characters of the author's and keeps the second from being read with the first; three stand in for a `*`, `_` or `~`
//! that is no markup. Everything the parser gives back goes through [`Prepared::clean`], so that code, addresses and raw
//! HTML come out as they were written wherever a character was put. Places are counted without what was put in.
//!
//! What is put where is said by [`super::emphasis`], [`super::autolink`] and [`super::line`] as they meet the signs of
//! one walk over the text, and by [`super::list`], which needs to see lists whole.

use std::borrow::Cow;
use std::ops::Range;

use super::bullet::FoundBullet;
use super::emphasis::Emphasis;
use super::line::LinesSoFar;
use super::{autolink, list, scan};

/// The signs at which a text is looked at.
const SIGNS: [u8; 8] = [b'*', b'~', b'_', b':', b'@', b'.', b'}', b'\n'];

/// The signs that a character can stand in for, in the order of the characters.
const STOOD_IN: [char; 3] = ['*', '_', '~'];

/// How many bytes every character takes that is put in.
const WIDTH: usize = 3;

/// A text as the parser gets it.
pub(super) struct Prepared<'a> {
    /// As its author wrote it.
    pub(super) written: &'a str,
    /// With everything that was put in.
    pub(super) text: Cow<'a, str>,
    /// What was put in, in order.
    edits: Vec<Insertion>,
    /// The first of four private-use characters that the author does not use: the marker, then the stand-ins.
    marker: Option<char>,
    /// Where addresses begin in `text` that stand bare, or in code, or as the target of a link; in order.
    addresses: Vec<usize>,
    /// Where signs stand in the author's text that stay items of lists and may be none.
    pub(super) bullets: Vec<usize>,
}

/// Something to put into a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edit {
    /// Let a character stand in for the sign here.
    StandIn,
    /// Put a marker here.
    Marker,
}

/// Something that was put in.
struct Insertion {
    /// Where it stands in the prepared text.
    at: usize,
    /// Where it stands in the author's text.
    original: usize,
    /// How many bytes of the author's text it stands for.
    instead_of: usize,
}

/// What is to be put in, and what else the walk found.
#[derive(Default)]
pub(super) struct Preparation {
    pub(super) edits: Vec<(usize, Edit)>,
    pub(super) addresses: Vec<usize>,
}

impl<'a> Prepared<'a> {
    /// Prepares a text of any length, whose lists are read with the given extensions of `CommonMark`.
    pub(super) fn new(source: &'a str, extensions: pulldown_cmark::Options) -> Prepared<'a> {
        let mut lines = LinesSoFar::default();
        let findings = findings(source, &mut lines);
        if !lines.doubtful {
            return Prepared::with(source, findings);
        }
        let (none, bullets) = list::no_lists(&Prepared::with(source, findings.clone_edits()), extensions);
        let mut findings = findings;
        let (told, signs): (Vec<FoundBullet>, Vec<FoundBullet>) =
            bullets.into_iter().partition(|found| found.is_told);
        let text = none.into_iter().chain(signs.into_iter().map(|sign| sign.at));
        findings.edits.extend(text.map(|at| (at, Edit::Marker)));
        let mut prepared = Prepared::with(source, findings);
        prepared.bullets = told.into_iter().map(|found| found.at).collect();
        prepared
    }

    /// Prepares a summary: a sentence or two, in which no number begins a list.
    pub(super) fn summary(source: &'a str) -> Prepared<'a> {
        Prepared::with(source, findings(source, &mut LinesSoFar::of_summary()))
    }

    fn with(source: &'a str, findings: Preparation) -> Prepared<'a> {
        let Preparation { mut edits, addresses } = findings;
        edits.sort_unstable();
        edits.dedup_by_key(|(at, _)| *at);
        let marker = if edits.is_empty() { None } else { unused(source) };
        let Some(marker) = marker else {
            return Prepared {
                written: source,
                text: Cow::Borrowed(source),
                edits: Vec::new(),
                marker: None,
                addresses,
                bullets: Vec::new(),
            };
        };
        let mut text = String::with_capacity(source.len() + edits.len() * WIDTH);
        let mut placed = Vec::with_capacity(edits.len());
        let mut copied = 0;
        for (original, edit) in edits {
            text.push_str(&source[copied..original]);
            let (put, instead_of) = match edit {
                Edit::Marker => (marker, 0),
                Edit::StandIn => (stand_in(marker, source.as_bytes()[original]), 1),
            };
            placed.push(Insertion { at: text.len(), original, instead_of });
            text.push(put);
            copied = original + instead_of;
        }
        text.push_str(&source[copied..]);
        let mut prepared = Prepared {
            written: source,
            text: Cow::Owned(text),
            edits: placed,
            marker: Some(marker),
            addresses: Vec::new(),
            bullets: Vec::new(),
        };
        prepared.addresses = addresses.into_iter().map(|at| prepared.prepared(at)).collect();
        prepared
    }

    /// The place in the author's text of a place in [`Prepared::text`].
    pub(super) fn original(&self, at: usize) -> usize {
        match self.edits[..self.edits.partition_point(|edit| edit.at < at)].last() {
            Some(edit) => edit.original + edit.instead_of + at.saturating_sub(edit.at + WIDTH),
            None => at,
        }
    }

    /// The place in [`Prepared::text`] of a place in the author's.
    fn prepared(&self, original: usize) -> usize {
        match self.edits[..self.edits.partition_point(|edit| edit.original < original)].last() {
            Some(edit) => edit.at + WIDTH + (original - edit.original - edit.instead_of),
            None => original,
        }
    }

    /// The marker, when there is one.
    pub(super) fn marker(&self) -> Option<char> {
        self.marker
    }

    /// What a character stands for: nothing, where it is the marker; `None` where it is the author's own.
    pub(super) fn stands_for(&self, put: char) -> Option<&'static str> {
        let nth = u32::from(put).checked_sub(u32::from(self.marker?))?;
        ["", "*", "_", "~"].get(nth as usize).copied()
    }

    /// What the parser gave back, as the author wrote it.
    pub(super) fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let put = |c: char| self.stands_for(c).is_some();
        if self.marker.is_none() || !may_have_private(text) || !text.contains(put) {
            return Cow::Borrowed(text);
        }
        let mut clean = String::with_capacity(text.len());
        for part in text.split_inclusive(put) {
            let last = part.chars().next_back();
            match last.and_then(|last| self.stands_for(last)) {
                Some(sign) => {
                    clean.push_str(&part[..part.len() - WIDTH]);
                    clean.push_str(sign);
                }
                None => clean.push_str(part),
            }
        }
        Cow::Owned(clean)
    }

    /// Whether an address may begin in a range of the prepared text.
    pub(super) fn has_address(&self, range: Range<usize>) -> bool {
        let first = self.addresses.partition_point(|&at| at < range.start);
        self.addresses.get(first).is_some_and(|&at| at < range.end)
    }
}

impl Preparation {
    /// The edits alone.
    fn clone_edits(&self) -> Preparation {
        Preparation { edits: self.edits.clone(), addresses: Vec::new() }
    }

    pub(super) fn marker(&mut self, at: usize) {
        self.edits.push((at, Edit::Marker));
    }

    pub(super) fn stand_in(&mut self, signs: Range<usize>) {
        self.edits.extend(signs.map(|at| (at, Edit::StandIn)));
    }
}

/// Walks over a text once and asks at each sign what it is.
fn findings(source: &str, lines: &mut LinesSoFar) -> Preparation {
    let mut findings = Preparation::default();
    let mut emphasis = Emphasis::default();
    let bytes = source.as_bytes();
    lines.begin(source, 0, &mut findings);
    let mut at = 0;
    // What stands before this place belongs to an address.
    let mut floor = 0;
    while let Some(found) = scan::find(&source[at..], SIGNS) {
        let start = at + found;
        at = start + 1;
        match bytes[start] {
            b'\n' => {
                emphasis.end_line(source, at);
                lines.begin(source, at, &mut findings);
            }
            b'}' => lines.brace(source, start, &mut findings),
            b':' | b'@' | b'.' => {
                if let Some(address) = autolink::around(source, start, floor) {
                    protect(source, address.clone(), &mut findings);
                    (at, floor) = (address.end, address.end);
                }
            }
            sign => {
                at = start + bytes[start..].iter().take_while(|&&byte| byte == sign).count();
                emphasis.run(source, start..at, &mut findings);
            }
        }
    }
    findings
}

/// Keeps the signs of an address from being read as emphasis.
fn protect(source: &str, address: Range<usize>, findings: &mut Preparation) {
    findings.addresses.push(address.start);
    for (at, byte) in source[address.clone()].bytes().enumerate() {
        if matches!(byte, b'*' | b'_' | b'~') {
            findings.stand_in(address.start + at..address.start + at + 1);
        }
    }
}

fn stand_in(marker: char, sign: u8) -> char {
    let nth = STOOD_IN.iter().position(|&stood_in| stood_in == char::from(sign));
    let number = u32::from(marker) + nth.map_or(0, |nth| nth as u32 + 1);
    char::from_u32(number).unwrap_or(marker)
}

/// The first of four private-use characters that the author neither uses nor names by number.
fn unused(source: &str) -> Option<char> {
    let four = |first: char| (0..4).filter_map(move |nth| char::from_u32(u32::from(first) + nth));
    let mut firsts = ('\u{E000}'..='\u{E0FC}').step_by(4);
    if !may_have_private(source) && !source.contains("&#") {
        return firsts.next();
    }
    firsts.find(|&first| !four(first).any(|c| mentions(source, c)))
}

/// Whether a text may hold a private-use character: the first byte of each is one that no other script has.
fn may_have_private(text: &str) -> bool {
    text.as_bytes().contains(&0xEE)
}

fn mentions(source: &str, marker: char) -> bool {
    source.contains(marker) || {
        let number = u32::from(marker);
        source.contains("&#")
            && (source.to_lowercase().contains(&format!("{number:x}"))
                || source.contains(&number.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::Prepared;

    #[test]
    fn places_are_counted_as_the_author_wrote_them() {
        let source = "2*3*4 は**「重要」**です https://a.vn/_b_ (*) c";
        let prepared = Prepared::new(source, super::super::EXTENSIONS);
        assert!(prepared.text.len() > source.len());
        for (original, c) in source.char_indices() {
            let at = prepared.prepared(original);
            assert!(prepared.text.is_char_boundary(at));
            assert_eq!(prepared.original(at), original, "{c}");
            assert_eq!(
                prepared.original(prepared.prepared(original + c.len_utf8())),
                original + c.len_utf8()
            );
        }
        assert_eq!(prepared.clean(&prepared.text), source);
    }

    #[test]
    fn the_authors_own_private_characters_are_kept() {
        let source = "\u{E000}&#xE005; 2*3*4";
        let prepared = Prepared::new(source, super::super::EXTENSIONS);
        assert_eq!(prepared.marker(), Some('\u{E008}'));
        assert_eq!(prepared.clean(&prepared.text), source);
    }
}
