//! The addresses of links that are written apart, `[name]: address`, and shown nowhere themselves.
//!
//! `[붙임]: 계획서` and `[2024]: 5号` are such lines too, and vanish from the page with what they say unless somebody
//! tells. So does the second line of one name: the parser keeps the first, and of neither comes an event. What no event
//! covers is therefore looked through.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, RefDefs, TagEnd};

use super::writer::Writer;
use crate::diag::Diagnostic;

/// The addresses by name.
#[derive(Default)]
pub(super) struct Definitions {
    named: BTreeMap<String, Definition>,
    /// Up to where of the prepared text what the parser tells has been seen.
    seen: usize,
}

struct Definition {
    /// Where it stands in the prepared text.
    place: Range<usize>,
    /// Whether some link leads there, or nothing is lost with it.
    is_used: bool,
}

impl Definitions {
    /// Those that the parser found.
    pub(super) fn of(found: &RefDefs<'_>) -> Definitions {
        let named = found.iter().map(|(name, found)| {
            // `[//]: # (…)` is how remarks are hidden that no reader shall see.
            let is_used = found.dest.is_empty() || &*found.dest == "#";
            (key(name), Definition { place: found.span.clone(), is_used })
        });
        Definitions { named: named.collect(), seen: 0 }
    }

    /// Follows the parser; returns what lies before and after an event and belongs to none.
    pub(super) fn follow(&mut self, event: &Event<'_>, range: &Range<usize>) -> [Range<usize>; 2] {
        let before = self.seen..range.start.max(self.seen);
        self.seen = before.end;
        match event {
            Event::Start(tag) if is_container(tag.to_end()) => return [before, 0..0],
            Event::End(tag) if is_container(*tag) => {}
            _ => {
                self.seen = self.seen.max(range.end);
                return [before, 0..0];
            }
        }
        let after = self.seen..range.end.max(self.seen);
        self.seen = after.end;
        [before, after]
    }

    /// Up to where of the prepared text events have come.
    pub(super) fn seen(&self) -> usize {
        self.seen
    }

    /// Whether there is any.
    pub(super) fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// Where the address stands that a link or picture mentions by this name.
    pub(super) fn mention(&mut self, name: &str) -> Option<Range<usize>> {
        if self.named.is_empty() {
            return None;
        }
        let found = self.named.get_mut(&key(name))?;
        found.is_used = true;
        Some(found.place.clone())
    }
}

/// Names differ by more than case and by how much space is in them.
fn key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A block that holds other blocks, between which addresses may be written.
fn is_container(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
    )
}

/// The names of addresses in text that no event covers, each with where its line stands in it.
fn names(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let before = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*' | '.' | ')');
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at + line.len() - line.trim_start_matches(before).len();
        at += line.len();
        let written = text[start..at].trim_end();
        let name = written.strip_prefix('[').filter(|name| !name.starts_with('^'))?;
        let length = name.find("]:")?;
        Some((&name[..length], start..start + written.len()))
    })
}

impl Writer<'_> {
    /// Reports second lines of one name in text that no event covers.
    pub(super) fn look_for_second_definitions(&mut self, gap: Range<usize>) {
        let source = self.source;
        let gap_text = &source.text[gap.clone()];
        // Without a first of any name there is no second.
        if self.definitions.is_empty() || !gap_text.contains("]:") {
            return;
        }
        for (name, line) in names(gap_text) {
            let place = gap.start + line.start..gap.start + line.end;
            let first = self.definitions.named.get(&key(name)).map(|first| first.place.clone());
            // Nothing is lost with a line that says the same again.
            let address =
                |line: &Range<usize>| source.text[line.clone()].split_once("]:").map(|(_, it)| it.trim());
            // `[//]: # (…)` is how some write a comment.
            let is_lost = |first: &Range<usize>| {
                name != "//" && first.start != place.start && address(first) != address(&place)
            };
            if let Some(first) = first.filter(is_lost) {
                let name = source.clean(name).into_owned();
                let found = Diagnostic::warning("definition-twice", self.place(place)).with("name", name);
                self.report(found.other(self.place(first)).help("other"));
            }
        }
    }

    /// Reports lines that no link refers to: nothing of them is on the page.
    pub(super) fn look_for_lost_definitions(&mut self) {
        let mut lost: Vec<Range<usize>> = std::mem::take(&mut self.definitions.named)
            .into_values()
            .filter(|found| !found.is_used)
            .map(|found| found.place)
            .collect();
        lost.sort_unstable_by_key(|place| place.start);
        for place in lost {
            let written = self.source.clean(&self.source.text[place.clone()]);
            let end = written.find("]:").map_or(written.len(), |end| end + "]:".len());
            let found = Diagnostic::warning("definition-unused", self.place(place));
            self.report(found.with("name", &written[..end]).help("escape"));
        }
    }
}
