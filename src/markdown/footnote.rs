//! Footnotes: numbered by their first mention, written at the end, with a way back.

use std::collections::BTreeMap;
use std::ops::Range;

use super::buffer::{Buffer, SlotMark};
use super::heading::with_prefix;
use super::run::Joined;
use super::scan;
use super::writer::Writer;
use crate::base::Span;
use crate::diag::Diagnostic;

/// The footnotes met so far.
#[derive(Default)]
pub(super) struct Notes {
    /// Key and number of mentions of each note, in the order of first mention.
    mentions: Vec<(String, usize)>,
    numbers: BTreeMap<String, usize>,
    /// What each note says.
    texts: BTreeMap<String, Note>,
    /// The notes being written, innermost last, each with the HTML around it.
    open: Vec<(String, Note)>,
}

struct Note {
    out: Buffer,
    span: Span,
}

impl Notes {
    /// The number of a note, from 1.
    fn number(&mut self, key: &str) -> usize {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        self.mentions.push((key.to_owned(), 0));
        self.numbers.insert(key.to_owned(), self.mentions.len());
        self.mentions.len()
    }

    /// Whether what is being written belongs to a note.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Every id that notes have taken.
    pub(super) fn ids(&self, prefix: &str) -> BTreeMap<String, Option<usize>> {
        let mut ids = BTreeMap::new();
        for (index, (_, mentions)) in self.mentions.iter().enumerate() {
            ids.insert(note_id(prefix, index + 1), None);
            ids.extend((1..=*mentions).map(|mention| (mention_id(prefix, index + 1, mention), None)));
        }
        ids
    }
}

fn note_id(prefix: &str, number: usize) -> String {
    with_prefix(prefix, &format!("fn:{number}"))
}

fn mention_id(prefix: &str, number: usize, mention: usize) -> String {
    let id = if mention == 1 { format!("fnref:{number}") } else { format!("fnref:{number}:{mention}") };
    with_prefix(prefix, &id)
}

/// Names of notes differ by more than case.
fn key(name: &str) -> String {
    name.to_lowercase()
}

impl Writer<'_> {
    pub(super) fn footnote_reference(&mut self, name: &str) {
        let key = key(&self.source.clean(name));
        let number = self.notes.number(&key);
        let mention = &mut self.notes.mentions[number - 1].1;
        *mention += 1;
        let prefix = &self.options.id_prefix;
        let (note, mention) = (note_id(prefix, number), mention_id(prefix, number, *mention));
        // In brackets: a bare raised number after a figure would be read and copied as one of its digits.
        self.out.push("<sup class=\"footnote-ref\"><a href=\"#");
        self.out.push(&note);
        self.out.push("\" id=\"");
        self.out.push(&mention);
        self.out.push(&format!("\" role=\"doc-noteref\">[{number}]</a></sup>"));
    }

    pub(super) fn open_note(&mut self, name: &str, range: Range<usize>) {
        self.end_tight();
        let around = Note { out: std::mem::take(&mut self.out), span: self.span(range) };
        self.gatherer.notes += 1;
        self.notes.open.push((key(&self.source.clean(name)), around));
    }

    pub(super) fn close_note(&mut self) {
        self.end_tight();
        let Some((key, around)) = self.notes.open.pop() else { return };
        self.gatherer.notes -= 1;
        let out = std::mem::replace(&mut self.out, around.out);
        if let Some(first) = self.notes.texts.get(&key) {
            let place = self.place_of(&around.span);
            let first = self.place_of(&first.span);
            self.report(
                Diagnostic::error("footnote-twice", place).with("name", key).other(first).help("other"),
            );
        } else {
            self.notes.texts.insert(key, Note { out, span: around.span });
        }
    }

    /// Writes all notes at the end of the text.
    pub(super) fn write_notes(&mut self) {
        let unused: Vec<(Span, String)> = self
            .notes
            .texts
            .iter()
            .filter(|(key, _)| !self.notes.numbers.contains_key(*key))
            .map(|(key, note)| (note.span.clone(), key.clone()))
            .collect();
        for (span, key) in unused {
            // Written all the same: what an author wrote does not vanish.
            self.notes.number(&key);
            let place = self.place_of(&span);
            self.report(Diagnostic::warning("footnote-unused", place).with("name", key).help("mention"));
        }
        if self.notes.mentions.is_empty() {
            return;
        }
        self.out.line();
        self.out.push("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.out.mark(SlotMark::Text("footnotes_title"));
        self.out.push("\">\n<ol>\n");
        for index in 0..self.notes.mentions.len() {
            self.write_note(index);
        }
        self.out.push("</ol>\n</section>\n");
    }

    fn write_note(&mut self, index: usize) {
        let (key, mentions) = self.notes.mentions[index].clone();
        let number = index + 1;
        self.out.push(&format!("<li id=\"{}\">\n", note_id(&self.options.id_prefix, number)));
        let mut note = self.notes.texts.remove(&key).map(|note| note.out).unwrap_or_default();
        let ends_in_paragraph =
            note.html.ends_with("</p>\n") && note.raw.last().is_none_or(|raw| raw.end < note.html.len());
        if ends_in_paragraph {
            note.html.truncate(note.html.len() - "</p>\n".len());
        } else if mentions > 0 {
            note.line();
            note.push("<p>");
        }
        self.out.append(note);
        for mention in 1..=mentions {
            self.way_back(number, mention);
        }
        self.out.push(if ends_in_paragraph || mentions > 0 { "</p>\n</li>\n" } else { "</li>\n" });
    }

    fn way_back(&mut self, number: usize, mention: usize) {
        self.out.push(&format!(
            " <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#{}\" aria-label=\"",
            mention_id(&self.options.id_prefix, number, mention)
        ));
        self.out.mark(SlotMark::Text("footnote_back"));
        let nth = if mention > 1 { format!("-{mention}") } else { String::new() };
        self.out.push(&format!(" {number}{nth}\">↩</a>"));
    }

    /// Finds `[^name]` that stayed text because no note has that name.
    pub(super) fn look_for_lost_notes(&mut self, joined: &Joined) {
        let mut from = 0;
        while let Some(found) = scan::looked(joined.text[from..].find("[^"), joined.text.len() - from) {
            let start = from + found;
            from = start + 2;
            // A name is one word, in which no other begins.
            let ends = |c: char| matches!(c, '[' | ']') || c.is_whitespace();
            let length = joined.text[from..].find(ends);
            let Some(length) = scan::looked(length, joined.text.len() - from) else { return };
            let name = &joined.text[from..from + length];
            if length > 0 && joined.text[from + length..].starts_with(']') && joined.is_typed(start) {
                let place = self.place(joined.source_of(start..from + length + 1));
                let name = name.to_owned();
                self.report(Diagnostic::warning("footnote-missing", place).with("name", name).help("define"));
            }
        }
    }
}
