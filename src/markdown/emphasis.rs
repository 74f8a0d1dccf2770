//! Lets emphasis stand beside punctuation where no space separates words.
//!
//! `CommonMark` decides by the neighbours of a run of `*` whether it opens or closes emphasis, and by its rules neither
//! the second run of `**重要：**投資` closes nor the first of `これは**「重要」**です` opens: it takes for granted that a
//! space follows punctuation. Here a private-use character, which the parser takes for a letter, is put between such a
//! run and the punctuation, and taken out of everything the parser gives back. Spans are counted without it.
//!
//! The parser has a mended rule upstream; once a release has it, this file can go.

use std::borrow::Cow;

use super::scan;
use super::script::{closes, is_cjk, opens};

/// A text as the parser gets it.
pub(super) struct Prepared<'a> {
    /// With the markers in it.
    pub(super) text: Cow<'a, str>,
    /// Where the markers stand in `text`, in order.
    markers: Vec<usize>,
    marker: Option<char>,
}

impl<'a> Prepared<'a> {
    /// Puts the markers in.
    pub(super) fn new(source: &'a str) -> Prepared<'a> {
        let places = places(source);
        // A private-use character that the author uses, or names by number, is the author's.
        let marker =
            ('\u{E000}'..='\u{E0FF}').find(|&marker| !places.is_empty() && !mentions(source, marker));
        let Some(marker) = marker else {
            return Prepared { text: Cow::Borrowed(source), markers: Vec::new(), marker: None };
        };
        let mut text = String::with_capacity(source.len() + places.len() * marker.len_utf8());
        let mut markers = Vec::with_capacity(places.len());
        let mut copied = 0;
        for place in places {
            text.push_str(&source[copied..place]);
            markers.push(text.len());
            text.push(marker);
            copied = place;
        }
        text.push_str(&source[copied..]);
        Prepared { text: Cow::Owned(text), markers, marker: Some(marker) }
    }

    /// The place in the author's text of a place in [`Prepared::text`].
    pub(super) fn original(&self, at: usize) -> usize {
        let before = self.markers.partition_point(|&marker| marker < at);
        at - before * self.marker.map_or(0, char::len_utf8)
    }

    /// The marker, when there is one.
    pub(super) fn marker(&self) -> Option<char> {
        self.marker
    }

    /// What the parser gave back, without markers.
    pub(super) fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.marker {
            Some(marker) if text.contains(marker) => Cow::Owned(text.replace(marker, "")),
            _ => Cow::Borrowed(text),
        }
    }
}

fn mentions(source: &str, marker: char) -> bool {
    source.contains(marker) || {
        let number = u32::from(marker);
        source.contains("&#")
            && (source.to_lowercase().contains(&format!("{number:x}"))
                || source.contains(&number.to_string()))
    }
}

/// Where markers are needed.
fn places(source: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let bytes = source.as_bytes();
    let mut at = 0;
    while let Some(found) = scan::find(&source[at..], [b'*', b'~']) {
        let start = at + found;
        let run = bytes[start..].iter().take_while(|&&byte| byte == bytes[start]).count();
        at = start + run;
        if bytes[start] == b'*' || run == 2 {
            let before = source[..start].chars().next_back();
            let after = source[at..].chars().next();
            match place(before, run, after) {
                Some(Side::Before) => places.push(start),
                Some(Side::After) => places.push(at),
                None => {}
            }
        }
    }
    places
}

/// The side of a run on which the marker goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

fn place(before: Option<char>, run: usize, after: Option<char>) -> Option<Side> {
    let (before, after) = (before?, after?);
    if before.is_whitespace() || after.is_whitespace() || before == '\\' || before == '_' || after == '_' {
        // Beside a space the rules are right; `\*` is no run; and a letter beside `_` would stop its own emphasis.
        return None;
    }
    let cjk = is_cjk(before) || is_cjk(after);
    match (before.is_alphanumeric(), after.is_alphanumeric()) {
        // Vietnamese glues particles to a closing quotation mark, `**"quan trọng"**nhé`. A single `*` between Latin
        // letters and brackets is as likely a sign of multiplication, so it stays as it is.
        (false, true) if !opens(before) && (cjk || run >= 2) => Some(Side::Before),
        (true, false) if !closes(after) && cjk => Some(Side::After),
        _ => None,
    }
}
