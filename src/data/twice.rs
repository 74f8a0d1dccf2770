//! A key that is written twice: both places are told.

use super::{Table, Value};
use crate::base::{Place, SourcePath, Span};
use crate::diag::{Diagnostic, Subject};

/// Finds where a key stands for the first time.
pub(super) struct Twice<'t> {
    root: &'t Table,
    text: &'t str,
    offset: usize,
    /// From where to where what is written twice follows from the head of its section.
    section: Span,
}

impl<'t> Twice<'t> {
    pub(super) fn new(root: &'t Table, text: &'t str, offset: usize) -> Twice<'t> {
        Twice { root, text, offset, section: 0..0 }
    }

    /// The report of a key at `span`; none for the keys of a section that is told to be there twice.
    pub(super) fn told(&mut self, span: Span, path: &SourcePath) -> Option<Diagnostic> {
        if self.section.contains(&span.start) {
            return None;
        }
        let key = self.text.get(span.clone())?;
        let place = |span: (usize, usize)| Place::new(path, span.0..span.1);
        let twice = Diagnostic::error("key-twice", place((span.start + self.offset, span.end + self.offset)));
        let twice = twice.with("key", key.trim_matches(['"', '\''])).help("one");
        let twice = twice.hides(Subject::File(path.clone()));
        let before = &self.text[..span.start];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let head = self.text[line..].trim_start().starts_with('[');
        if head {
            self.section = span.end..self.next_head(span.end);
        }
        let names = if head { head_names(&self.text[line..span.start]) } else { self.section_of(line) };
        let own = if head { Vec::new() } else { names_in(&self.text[line..span.start]) };
        let names: Vec<String> = names.into_iter().chain(own).collect();
        let first = self.first(&names, key.trim_matches(['"', '\'']));
        let first = first.filter(|first| first.0 < span.start + self.offset);
        let first = first.or_else(|| if head { self.same_line(line) } else { None });
        Some(match first {
            Some(first) => twice.other(place(first)),
            None => twice,
        })
    }

    /// The first line that is the same as the one that begins at a byte.
    fn same_line(&self, line: usize) -> Option<(usize, usize)> {
        let wanted = self.text[line..].lines().next()?.trim();
        let mut at = 0;
        for known in self.text[..line].split_inclusive('\n') {
            if known.trim() == wanted {
                let start = at + self.offset;
                return Some((start, start + known.trim_end().len()));
            }
            at += known.len();
        }
        None
    }

    /// Where the next section begins.
    fn next_head(&self, from: usize) -> usize {
        self.text[from..].find("\n[").map_or(self.text.len(), |at| from + at)
    }

    /// The names of the section in which a line stands.
    fn section_of(&self, line: usize) -> Vec<String> {
        let head = self.text[..line].lines().rev().find(|line| line.trim_start().starts_with('['));
        head.map_or_else(Vec::new, |head| head_names(head.split(']').next().unwrap_or(head)))
    }

    /// The place of a key below these.
    fn first(&self, names: &[String], key: &str) -> Option<(usize, usize)> {
        let mut table = self.root;
        for name in names {
            table = match &table.get(name)?.value {
                Value::Table(inner) => inner,
                Value::List(items) => match &items.last()?.value {
                    Value::Table(inner) => inner,
                    _ => return None,
                },
                _ => return None,
            };
        }
        table.entries.iter().find(|(name, ..)| name == key).map(|(_, span, _)| *span)
    }
}

/// The names in the head of a section, up to a byte.
fn head_names(head: &str) -> Vec<String> {
    names_in(head.trim_start().trim_start_matches('['))
}

/// The names between points.
fn names_in(text: &str) -> Vec<String> {
    let names = text.split('.').map(|name| name.trim().trim_matches(['"', '\'']).to_owned());
    names.filter(|name| !name.is_empty()).collect()
}
