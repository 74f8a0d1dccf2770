//! A key that is written twice: both places are told.

use hashbrown::HashMap;
use std::cell::OnceCell;

use super::{Table, TomlValue};
use crate::base::{SourcePath, SourceSpan, Span};
use crate::diag::{Diagnostic, Subject};

/// Finds where a key stands for the first time.
pub(super) struct Twice<'t> {
    root: &'t Table,
    text: &'t str,
    offset: usize,
    /// From where to where what is written twice follows from the head of its section.
    section: Span,
    /// Where everything stands, looked up when the first key is there twice.
    known: OnceCell<SectionLines<'t>>,
}

#[derive(Default)]
struct SectionLines<'t> {
    /// Where the lines begin that are heads of sections.
    heads: Vec<usize>,
    /// Each line without its blanks, and where it stands for the first time.
    lines: HashMap<&'t str, Span>,
    /// Each key with those above it, and its place in the file.
    keys: HashMap<Vec<&'t str>, (usize, usize)>,
}

impl<'t> SectionLines<'t> {
    fn of(root: &'t Table, text: &'t str) -> SectionLines<'t> {
        let mut known = SectionLines::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if line.trim_start().starts_with('[') {
                known.heads.push(at);
            }
            known.lines.entry(line.trim()).or_insert(at..at + line.trim_end().len());
            at += line.len();
        }
        known.take(root, &[]);
        known
    }

    /// The keys of a table; of several in a list the last is the one that goes on.
    fn take(&mut self, table: &'t Table, above: &[&'t str]) {
        for (key, span, node) in &table.entries {
            let names: Vec<&str> = above.iter().copied().chain([key.as_str()]).collect();
            let last = match &node.value {
                TomlValue::List(items) => items.last().map(|item| &item.value),
                value => Some(value),
            };
            if let Some(TomlValue::Table(inner)) = last {
                self.take(inner, &names);
            }
            self.keys.entry(names).or_insert(*span);
        }
    }
}

impl<'t> Twice<'t> {
    pub(super) fn new(root: &'t Table, text: &'t str, offset: usize) -> Twice<'t> {
        Twice { root, text, offset, section: 0..0, known: OnceCell::new() }
    }

    fn known(&self) -> &SectionLines<'t> {
        self.known.get_or_init(|| SectionLines::of(self.root, self.text))
    }

    /// The report of a key at `span`; none for the keys of a section that is told to be there twice.
    pub(super) fn told(&mut self, span: Span, path: &SourcePath) -> Option<Diagnostic> {
        if self.section.contains(&span.start) {
            return None;
        }
        let key = self.text.get(span.clone())?;
        let place = |span: (usize, usize)| SourceSpan::new(path, span.0..span.1);
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
        let first = self.known().lines.get(wanted).filter(|first| first.start < line)?;
        Some((first.start + self.offset, first.end + self.offset))
    }

    /// Where the next section begins.
    fn next_head(&self, from: usize) -> usize {
        self.text[from..].find("\n[").map_or(self.text.len(), |at| from + at)
    }

    /// The names of the section in which a line stands.
    fn section_of(&self, line: usize) -> Vec<String> {
        let heads = &self.known().heads;
        let before = heads.partition_point(|head| *head < line).checked_sub(1);
        let head = before.and_then(|at| self.text[heads[at]..].lines().next());
        head.map_or_else(Vec::new, |head| head_names(head.split(']').next().unwrap_or(head)))
    }

    /// The place of a key below these.
    fn first(&self, names: &[String], key: &str) -> Option<(usize, usize)> {
        let names: Vec<&str> = names.iter().map(String::as_str).chain([key]).collect();
        self.known().keys.get(&names).copied()
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

#[cfg(test)]
mod tests {
    use super::SectionLines;
    use crate::base::SourcePath;
    use crate::data::parse;

    #[test]
    fn each_place_is_that_of_the_first() {
        let text = "a = 1\n[b]\nc = 2\n  [b.d]\ne = 3\n[[f]]\ng = 4\n[[f]]\ng = 5\n[b.d]\n";
        let table = parse(text, &SourcePath::new("a.toml"), 0).value;
        let known = SectionLines::of(&table, text);
        let at = |line: &str| text.find(line).expect("a line of the text");
        assert_eq!(known.heads.len(), 5);
        assert_eq!(known.lines["[b.d]"].start, at("  [b.d]"));
        assert_eq!(known.keys[&vec!["b", "c"]].0, at("c = 2"));
        assert_eq!(known.keys[&vec!["b", "d", "e"]].0, at("e = 3"));
        assert_eq!(known.keys[&vec!["f", "g"]].0, at("g = 5"), "the row that goes on");
    }
}
