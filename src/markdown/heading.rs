//! Headings: at which level they stand, and their ids.
//!
//! An author gives any heading an id with `{#id}` at its end. Every other heading gets one from its text: in lower case,
//! with a hyphen for whatever is neither letter nor number, Vietnamese without its marks, Chinese, Japanese and Korean as
//! they are. `-2`, `-3`… keeps equal headings apart, and a heading without letters is `section`.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::CowStr;

use super::body::{Heading, PlainText, SegmentKind};
use super::buffer::SlotMark;
use super::option::Options;
use super::script;
use super::writer::Writer;
use crate::diag::{Diagnostic, Subject};

/// The levels of the headings so far.
#[derive(Default)]
pub(super) struct Levels {
    /// How many levels headings go down that stand under one which would be the page's own.
    lowered: u8,
    /// The level of the heading before.
    before: Option<u8>,
    /// Where the id of the open heading stands in the prepared text, when the parser takes it for text.
    id: Option<Range<usize>>,
}

impl Writer<'_> {
    pub(super) fn open_heading(
        &mut self,
        level: u8,
        id: Option<&str>,
        classes: &[CowStr<'_>],
        range: Range<usize>,
    ) {
        self.open_block();
        self.look_at_underline(&range);
        if is_empty(&self.source.text[range.clone()]) {
            self.report(Diagnostic::warning("heading-empty", self.place(range.clone())).help("write"));
        }
        let level = self.level(level, &range);
        if let Some(class) = classes.first() {
            let class = self.source.clean(class);
            let diagnostic =
                Diagnostic::warning("heading-class", self.place(range.clone())).with("class", class);
            self.report(
                diagnostic.with("id", id.unwrap_or_default()).with("open", "{").with("close", "}").help("id"),
            );
        }
        let behind = if id.is_none() { id_before_signs(&self.source.text[range.clone()]) } else { None };
        let written = behind.clone().map(|(id, _)| id);
        self.levels.id = behind.map(|(_, at)| range.start + at.start..range.start + at.end);
        let id = id.or(written.as_deref());
        let index = self.body.headings.len();
        self.out.push(&format!("<h{level} id=\""));
        self.out.mark(SlotMark::HeadingId(index));
        self.out.push("\">");
        self.chosen_ids.push(id.map(|id| self.source.clean(id).into_owned()));
        let span = self.span(range);
        self.body.headings.push(Heading { level, id: String::new(), text: PlainText::default(), span });
    }

    /// The part of a text that is shown: an id that the parser takes for text is not.
    pub(super) fn without_id(&self, range: &Range<usize>) -> Option<usize> {
        let id = self.levels.id.as_ref()?;
        (range.end > id.start && range.start < id.end).then(|| id.start.saturating_sub(range.start))
    }

    /// The level that a heading is written at, given the one that its author wrote.
    fn level(&mut self, written: u8, range: &Range<usize>) -> u8 {
        let level = written.saturating_add(self.options.heading_shift);
        let place = self.place(range.clone());
        if level < self.options.top_level {
            self.levels.lowered = self.options.top_level - level;
            // Where the whole file is no text with a title, this may be meant as that.
            let whole = Subject::File(place.path.clone());
            self.report(Diagnostic::warning("heading-top", place.clone()).help("two").needs(whole));
        }
        // What stands under a heading that goes down goes down with it.
        let level = level.saturating_add(self.levels.lowered);
        let before = self.levels.before.replace(level);
        let above = before.unwrap_or(self.options.top_level.saturating_sub(1) + self.options.heading_shift);
        if level > above + 1 {
            let wanted = usize::from(written - (level - above - 1));
            let diagnostic =
                Diagnostic::warning("heading-level", place).with("signs", "#".repeat(written.into()));
            self.report(diagnostic.with("wanted", "#".repeat(wanted)).help("next"));
        }
        level.clamp(1, 6)
    }

    /// The level as an author writes it that a heading may have here, nearest to the one that was written.
    pub(super) fn nearest_level(&self, written: u8) -> u8 {
        let (shift, top) = (self.options.heading_shift, self.options.top_level);
        let above = self.levels.before.unwrap_or(top.saturating_sub(1) + shift);
        let level = written.saturating_add(shift).max(top).min(above.saturating_add(1).max(top));
        level.saturating_sub(shift).clamp(1, 6)
    }

    pub(super) fn close_heading(&mut self) {
        self.levels.id = None;
        if let Some(heading) = self.body.headings.last_mut() {
            heading.text = self.gatherer.block().clone();
            let level = heading.level;
            self.out.push(&format!("</h{level}>\n"));
        }
        self.gatherer.end(SegmentKind::Heading);
    }
}

/// Whether a heading has nothing but its signs, and perhaps an id.
fn is_empty(heading: &str) -> bool {
    let inside = heading.trim_matches(|c: char| c == '#' || c.is_whitespace());
    inside.is_empty() || inside.starts_with("{#") && inside.find('}') == Some(inside.len() - 1)
}

/// The id that stands before the `#` that a heading may end with, and where: the parser reads one only behind them.
fn id_before_signs(heading: &str) -> Option<(String, Range<usize>)> {
    let shown = heading.trim_end();
    let bare = shown.trim_end_matches('#');
    if bare.len() == shown.len() || !heading.starts_with('#') {
        return None;
    }
    let inside = bare.strip_suffix([' ', '\t'])?.trim_end().strip_suffix('}')?;
    let (before, id) = inside.rsplit_once("{#")?;
    let spaced = before.ends_with([' ', '\t']) && !id.is_empty() && !id.contains([' ', '\t', '{', '}']);
    spaced.then(|| (id.to_owned(), before.trim_end().len()..inside.len() + 1))
}

/// An id with what keeps it apart from the ids of other texts on the same page.
pub(super) fn with_prefix(prefix: &str, id: &str) -> String {
    if prefix.is_empty() { id.to_owned() } else { format!("{prefix}-{id}") }
}

/// Gives every heading an id that no other has: first the ids that authors chose, then those made from the text.
///
/// `taken` holds each id with the heading that has it, if one has. The second heading of every pair returned wanted an
/// id that something else had, the first of the pair if it is a heading.
pub(super) fn give_ids(
    headings: &mut [Heading],
    chosen: &[Option<String>],
    taken: &mut BTreeMap<String, Option<usize>>,
    options: &Options,
) -> Vec<(Option<usize>, usize)> {
    let mut twice = Vec::new();
    let mut next = BTreeMap::new();
    for (index, id) in chosen.iter().enumerate() {
        let Some(id) = id.as_ref().filter(|id| !id.is_empty()) else { continue };
        let id = with_prefix(&options.id_prefix, id);
        if let Some(first) = taken.get(&id) {
            twice.push((*first, index));
        }
        headings[index].id = take(id, index, taken, &mut next);
    }
    for (index, heading) in headings.iter_mut().enumerate() {
        if heading.id.is_empty() {
            let id = with_prefix(&options.id_prefix, &slug(&heading.text.text, options.slug));
            heading.id = take(id, index, taken, &mut next);
        }
    }
    twice
}

/// Takes `id`, or the first of `id-2`, `id-3`… that is free.
fn take(
    id: String,
    heading: usize,
    taken: &mut BTreeMap<String, Option<usize>>,
    next: &mut BTreeMap<String, usize>,
) -> String {
    let mut free = id.clone();
    while taken.contains_key(&free) {
        let number = next.entry(id.clone()).or_insert(1);
        *number += 1;
        free = format!("{id}-{number}");
    }
    taken.insert(free.clone(), Some(heading));
    free
}

/// What a heading's text becomes in an address. Chinese, Japanese and Korean keep their letters: there is no spelling of
/// them in Latin letters that all readers share.
pub(super) fn slug(text: &str, latin: fn(&str) -> String) -> String {
    let slug = if text.chars().any(script::is_cjk) {
        let letter = |c: char| if c.is_alphanumeric() { c } else { ' ' };
        let spaced: String = text.chars().map(letter).collect::<String>().to_lowercase();
        spaced.split_whitespace().collect::<Vec<_>>().join("-")
    } else {
        latin(&text.replace(PlainText::GAP, " "))
    };
    if slug.is_empty() { "section".to_owned() } else { slug }
}
