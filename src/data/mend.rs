//! Lines of TOML that do not parse: `capital = 3,9 tỷ USD`, `Diện tích = 5`, `status: "held"`, `weight = 3,`.
//!
//! The parser gives up at such a line, and with it whatever stands below. Here each of them is filled up with something
//! that parses and is as long, so that every place stays right; then what was written is put back into the tree, and whoever
//! reads it can say what it should have been. Only looked at when a file does not parse.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::quote::{parses, quoted};
use super::slip::{self, Fill, Slip};
use super::{Node, Table, TomlValue, Tree};
use crate::base::{SourcePath, SourceSpan};
use crate::diag::{Diagnostic, Subject};

/// A text without its faults, and what stood in their places, by first byte.
#[derive(Default)]
pub(super) struct Mended {
    pub(super) text: String,
    values: BTreeMap<usize, (usize, TomlValue)>,
    keys: BTreeMap<usize, String>,
    told: Vec<(usize, usize, Slip)>,
    told_keys: Vec<usize>,
}

impl Mended {
    /// Whether there was anything to mend.
    pub(super) fn is_empty(&self) -> bool {
        self.told.is_empty() && self.keys.is_empty()
    }

    /// Puts what was written in the place of what was filled in, `offset` bytes further on.
    pub(super) fn put_back(&self, table: &mut Table, offset: usize) {
        for (key, span, node) in &mut table.entries {
            if let Some(written) = self.keys.get(&(span.0 - offset)) {
                key.clone_from(written);
                span.1 = span.0 + written.len();
            }
            self.put_value(node, offset);
        }
    }

    fn put_value(&self, node: &mut Node, offset: usize) {
        match &mut node.value {
            TomlValue::Table(table) => self.put_back(table, offset),
            TomlValue::List(items) => items.iter_mut().for_each(|item| self.put_value(item, offset)),
            TomlValue::Number(_) => {
                if let Some((end, value)) = self.values.get(&(node.span.0 - offset)) {
                    *node = Node { span: (node.span.0, end + offset), value: value.clone() };
                    let span = node.span;
                    stand(node, span);
                }
            }
            _ => {}
        }
    }

    /// What is wrong with each of the lines.
    pub(super) fn diagnostics(&self, path: &SourcePath, offset: usize) -> Vec<Diagnostic> {
        let lines = self.told.iter().map(|(start, end, slip)| {
            let wrong = Diagnostic::error(slip.code, SourceSpan::new(path, start + offset..end + offset));
            let wrong = wrong.with("value", &slip.seen).with("near", &slip.near).help(slip.help);
            // What else stands in such a line is lost.
            let is_lost = matches!(slip.code, "no-equals" | "no-value" | "section-form");
            if is_lost { wrong.hides(Subject::File(path.clone())) } else { wrong }
        });
        let keys = self.told_keys.iter().filter_map(|start| Some((start, self.keys.get(start)?)));
        let keys = keys.map(|(start, key)| {
            let place = SourceSpan::new(path, start + offset..start + key.len() + offset);
            Diagnostic::error("key-form", place).with("key", key).with("near", quoted(key)).help("quote")
        });
        lines.chain(keys).collect()
    }
}

/// Says of a value that was made from a line that all of it stands where that was written.
fn stand(node: &mut Node, span: (usize, usize)) {
    node.span = span;
    match &mut node.value {
        TomlValue::List(items) => items.iter_mut().for_each(|item| stand(item, span)),
        TomlValue::Table(table) => table.entries.iter_mut().for_each(|(_, key, node)| {
            *key = span;
            stand(node, span);
        }),
        _ => {}
    }
}

/// Looks at every line of a text that does not parse.
pub(super) fn mend(text: &str) -> Mended {
    let mut mended = Mended { text: text.to_owned(), ..Mended::default() };
    let (mut at, mut inside, mut passed) = (0, Inside::default(), 0);
    for line in text.split_inclusive('\n') {
        let below = &text[at + line.len()..];
        if at >= passed && !inside.passes(line, below) && !line.trim().is_empty() && !parses(line) {
            mended.line(at, line.trim_end());
            passed = at + line.len() + mended.rest_of_text(text, at + line.len());
        }
        at += line.len();
    }
    mended
}

/// How many lines a text may go on for that has no marks for several.
const MOST_LINES: usize = 20;

/// What stands below a text that is not closed on its line, up to its closing mark, and how long that is.
fn rest_of_text(mark: char, below: &str) -> Option<(String, usize)> {
    let mut words = Vec::new();
    let mut length = 0;
    for line in below.split_inclusive('\n').take(MOST_LINES) {
        let own_key = slip::sign(line).is_some_and(|sign| parses(&format!("{} = 0", &line[..sign.start])));
        if line.trim().is_empty() || line.trim_start().starts_with('[') || own_key {
            return None;
        }
        length += line.len();
        match line.trim().strip_suffix(mark) {
            Some(last) if !last.contains(mark) => {
                words.push(last.trim());
                return Some((words.join(" "), length));
            }
            _ if line.contains(mark) => return None,
            _ => words.push(line.trim()),
        }
    }
    None
}

/// Whether the mistake is an invisible character, which the message names.
fn has_unseen(line: &str, equals: usize) -> bool {
    let unseen = |c: char| {
        !c.is_ascii() && c.is_whitespace()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
    };
    let value = line[equals..].trim_start_matches(['=', ':', ' ', '\t']);
    line[..equals].contains(unseen) || value.starts_with(unseen)
}

/// Whether a line belongs to a value that began on a line before it.
#[derive(Default)]
struct Inside {
    quotes: Option<&'static str>,
    brackets: usize,
}

impl Inside {
    fn passes(&mut self, line: &str, below: &str) -> bool {
        if let Some(mark) = self.quotes {
            if line.contains(mark) {
                self.quotes = None;
            }
            return true;
        }
        if self.brackets > 0 {
            self.count(line);
            return true;
        }
        let value = slip::sign(line).map_or("", |sign| line[sign.end..].trim_start());
        self.quotes = ["\"\"\"", "'''"].into_iter().find(|mark| line.matches(mark).count() % 2 == 1);
        if value.starts_with(['[', '{']) && !parses(line) && goes_on(value, below) {
            self.count(value);
        }
        self.quotes.is_some() || self.brackets > 0 || line.trim_start().starts_with('#')
    }

    fn count(&mut self, line: &str) {
        let (opened, closed) = (line.matches(['[', '{']).count(), line.matches([']', '}']).count());
        self.brackets = (self.brackets + opened).saturating_sub(closed);
    }
}

/// Whether what a bracket opened on a line may be closed further below; where a key of its own follows, it was forgotten.
fn goes_on(value: &str, below: &str) -> bool {
    let next = below.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let begins = next.is_empty() || next.starts_with('[') || (slip::sign(next).is_some() && parses(next));
    value.trim_end().ends_with([',', '[', '{']) || !begins
}

impl Mended {
    /// Where the line before `from` is told to lack its closing mark, and that stands in a line further below: takes the
    /// lines between into its text. How long they are.
    fn rest_of_text(&mut self, whole: &str, from: usize) -> usize {
        let Some((start, _, slip)) = self.told.last_mut().filter(|told| told.2.code == "open-quote") else {
            return 0;
        };
        let below = &whole[from..];
        let mark = if whole[*start..].starts_with('\'') { '\'' } else { '"' };
        let (Some((rest, length)), Some((_, TomlValue::Text(text)))) =
            (rest_of_text(mark, below), self.values.get_mut(start))
        else {
            return 0;
        };
        *text = format!("{text} {rest}");
        slip.near = quoted(text);
        let mut at = from;
        for line in below[..length].split_inclusive('\n') {
            self.fill(at..at + line.trim_end().len(), "#");
            at += line.len();
        }
        length
    }

    /// Fills up one line that begins at `at` and does not parse.
    fn line(&mut self, at: usize, line: &str) {
        let start = at + line.len() - line.trim_start().len();
        if line.trim_start().starts_with('[') {
            self.section(start, line.trim());
            return;
        }
        let Some(sign) = slip::sign(line) else {
            if !has_unseen(line, line.len()) {
                self.take(start, (at, line), slip::without_sign(line));
            }
            return;
        };
        if has_unseen(line, sign.start) {
            return;
        }
        let key = line[..sign.start].trim();
        let is_sign = &line[sign.clone()] == "=";
        if !self.key(start, key, is_sign) {
            return;
        }
        let behind = &line[sign.end..];
        let from = sign.end + behind.len() - behind.trim_start().len();
        let found = slip::value(&line[from..]);
        if is_sign {
            found.into_iter().for_each(|slip| self.take(at + from, (at, line), slip));
            return;
        }
        // What else is wrong with the value is told by itself.
        let near = if found.is_none() { line[from..].trim_end() } else { "…" };
        let written = slip::wrong_sign(format!("{} = {near}", slip::name(key)));
        self.fill(at + sign.start..at + sign.end, "=");
        self.told.push((at + sign.start, at + sign.end, written));
        found.into_iter().for_each(|slip| self.take(at + from, (at, line), slip));
    }

    /// A key that is none as it stands. Whether the rest of the line can be looked at.
    fn key(&mut self, start: usize, key: &str, is_told: bool) -> bool {
        if parses(&format!("{key} = 0")) {
            return true;
        }
        // A name for each, so that none is there twice.
        let name = format!("k{}", self.keys.len());
        if name.len() > key.len() || key.contains(['"', '\'']) {
            return false;
        }
        self.text.replace_range(start..start + key.len(), &format!("{name:_<0$}", key.len()));
        self.keys.insert(start, key.to_owned());
        if is_told {
            self.told_keys.push(start);
        }
        true
    }

    /// The head of a section that lacks its brackets' end, or has a name that is none.
    fn section(&mut self, start: usize, line: &str) {
        let opened = line.len() - line.trim_start_matches('[').len();
        let inner = line.trim_start_matches('[').trim_end_matches(']').trim();
        let whole = line.len() - 2 * opened.min(line.len() / 2);
        let (folder, last) = inner.rsplit_once('.').map_or(("", inner), |(folder, last)| (folder, last));
        let before = if folder.is_empty() { String::new() } else { format!("{folder}.") };
        let name = format!("k{}", self.keys.len());
        let room = whole.saturating_sub(before.len());
        if opened > 2 || last.is_empty() || name.len() > room || inner.contains(['"', '\'', '=', '#']) {
            return;
        }
        let (open, close) = (&"[["[..opened], &"]]"[..opened]);
        let named: Vec<String> = inner.split('.').map(|part| slip::name(part.trim())).collect();
        let near = format!("{open}{}{close}", named.join("."));
        self.text.replace_range(start..start + line.len(), &format!("{open}{before}{name:_<room$}{close}"));
        self.keys.insert(start + opened + before.len(), last.to_owned());
        self.told.push((start, start + line.len(), slip::section(near)));
    }

    /// Tells of a slip that begins at `from`, and fills it up.
    fn take(&mut self, from: usize, line: (usize, &str), mut slip: Slip) {
        let (start, end) = (from + slip.span.start, from + slip.span.end);
        let fill = std::mem::replace(&mut slip.fill, Fill::Nothing);
        self.told.push((start, end, slip));
        self.apply(from, line, fill);
    }

    fn apply(&mut self, from: usize, (at, line): (usize, &str), fill: Fill) {
        match fill {
            Fill::Blank(range) => self.fill(from + range.start..from + range.end, ""),
            Fill::Nothing => {
                let start = at + line.len() - line.trim_start().len();
                self.fill(start..at + line.len(), "#");
            }
            Fill::Value(range, toml) => {
                let text = format!("k = {toml}");
                let Ok(root) = DeTable::parse(&text) else { return };
                let value = root.into_inner().into_iter().next();
                let node = value.map(|(_, value)| Tree::of(&text, 0).node(value));
                let Some(node) = node else { return };
                self.fill(from + range.start..from + range.end, "0");
                self.values.insert(from + range.start, (from + range.end, node.value));
            }
        }
    }

    /// Overwrites a stretch of the text.
    fn fill(&mut self, range: std::ops::Range<usize>, with: &str) {
        let length = range.len();
        self.text.replace_range(range, &format!("{with:<length$}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Table, Vec<&'static str>) {
        let read = super::super::parse(text, &SourcePath::new("x.toml"), 10);
        let codes = read.diagnostics.iter().map(|found| found.code).collect();
        (read.value, codes)
    }

    #[test]
    fn every_line_without_marks_is_told_and_nothing_below_it_is_lost() {
        let text = "Diện tích = 5\narea = 500 - 550 ha # about\n[a]\ntitle.vi = “Dự án A”\nb = \"x \"y\" z\"\nc = 1\n";
        let (table, codes) = read(text);
        assert_eq!(codes, ["unquoted", "unquoted", "inner-quote", "key-form"]);
        let keys: Vec<&str> = table.entries.iter().map(|(key, ..)| key.as_str()).collect();
        assert_eq!(keys, ["Diện tích", "area", "a"]);
        let area = table.get("area").expect("it is put back");
        assert_eq!(area.value, TomlValue::Text("500 - 550 ha".to_owned()));
        assert_eq!(&text[area.span.0 - 10..area.span.1 - 10], "500 - 550 ha");
        let Some(Node { value: TomlValue::Table(below), .. }) = table.get("a") else { panic!("a table") };
        assert_eq!(below.get("c").map(|node| &node.value), Some(&TomlValue::Number("1".to_owned())));
        assert_eq!(below.get("b").map(|node| &node.value), Some(&TomlValue::Text("x \"y\" z".to_owned())));
    }

    #[test]
    fn what_stands_inside_a_text_or_a_list_of_several_lines_stays() {
        let text = "body = \"\"\"\nx = 3 ty\n\"\"\"\nboxes = [\n  { a = 1,\n    b = 2 },\n]\nd = 5 ha\n";
        let (table, codes) = read(text);
        assert_eq!(codes, ["unquoted"]);
        assert_eq!(
            table.get("body").map(|node| &node.value),
            Some(&TomlValue::Text("x = 3 ty\n".to_owned()))
        );
    }

    #[test]
    fn texts_are_quoted_as_they_can_be() {
        for (text, toml) in [("a", "\"a\""), ("a \"b\"", "'a \"b\"'"), ("C:\\d", "'C:\\d'")] {
            assert_eq!(quoted(text), toml);
            let read: toml::Table = toml::from_str(&format!("k = {toml}")).expect("it is TOML");
            assert_eq!(read["k"].as_str(), Some(text));
        }
        let both = quoted("it's \"b\"");
        assert_eq!(
            toml::from_str::<toml::Table>(&format!("k = {both}")).expect("TOML")["k"].as_str(),
            Some("it's \"b\"")
        );
    }
}
